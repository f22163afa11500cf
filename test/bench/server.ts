import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { startApp } from "../../src/app";
import { createLog } from "../../src/log";
import { readSettings } from "../../src/settings";
import { TeamsAuthentication } from "../../src/teams/authentication";
import { startEcho } from "./echo";

/** What the load program asks of this process: which server, and with which authentication. */
const Order = z.object({
  server: z.enum(["product", "echo"]),
  authentication: z.record(z.string(), z.string()),
});

async function start({ server, authentication }: z.infer<typeof Order>): Promise<string> {
  if (server === "echo") return startEcho(authentication);
  const dataDir = mkdtempSync(join(tmpdir(), "partner-support-bench-"));
  process.on("exit", () => {
    rmSync(dataDir, { recursive: true, force: true });
  });
  const app = await startApp({
    settings: readSettings({ PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "silent" }),
    log: createLog("silent"),
    root: process.cwd(),
    authentication: new TeamsAuthentication(authentication, () => undefined),
  });
  return new URL(app.address).origin;
}

process.once("message", (order) => {
  void start(Order.parse(order)).then((origin) => process.send?.({ origin }));
});
process.on("disconnect", () => process.exit(0));
