import { z } from "zod";
import { startApp } from "../../src/app";
import { createLog } from "../../src/log";
import { readSettings } from "../../src/settings";
import { TeamsAuthentication } from "../../src/teams/authentication";
import { BenchCredentials, startBare, startEcho } from "./servers";

/** What the load program asks of this process: which server, and with which authentication. */
const Order = z.object({
  server: z.enum(["product", "echo", "bare"]),
  authentication: z.record(z.string(), z.string()),
  dataDir: z.string(),
});
type Order = z.infer<typeof Order>;

function start({ server, authentication, dataDir }: Order): Promise<string> {
  if (server === "bare") return startBare();
  return server === "echo" ? startEcho(authentication) : startProduct(authentication, dataDir);
}

async function startProduct(authentication: Order["authentication"], dataDir: string): Promise<string> {
  const credentials = new BenchCredentials(authentication["MicrosoftAppId"] ?? "", "secret", "tenant");
  const app = await startApp({
    settings: readSettings({ PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "silent" }),
    log: createLog("silent"),
    root: process.cwd(),
    // The class is the SDK's; the rule mistakes its two declarations for two classes.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
    authentication: new TeamsAuthentication(authentication, () => undefined, credentials),
  });
  return new URL(app.address).origin;
}

/** Seconds of processor and bytes of memory this process has used so far. */
function readUsage(): { readonly cpu: number; readonly memory: number } {
  const { user, system } = process.cpuUsage();
  return { cpu: (user + system) / 1e6, memory: process.memoryUsage().rss };
}

process.on("message", (message) => {
  if (message === "usage") process.send?.(readUsage());
  else void start(Order.parse(message)).then((origin) => process.send?.({ origin }));
});
process.on("disconnect", () => process.exit(0));
