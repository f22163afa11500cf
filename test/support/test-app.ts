import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, type AppOptions, startApp } from "../../src/app";
import type { LocalConnector } from "../../src/local-chat/local-connector";
import type { Person } from "../../src/local-chat/participants";
import { localPeople } from "../../src/local-chat/people";
import { createLog } from "../../src/log";
import { readSettings } from "../../src/settings";

export interface TestApp {
  readonly app: App;
  readonly connector: LocalConnector;
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly dataDir: string;
  /** Moves the clock; the product and the chat share it. */
  readonly clock: { now: Date };
  stop(): Promise<void>;
}

/** Most stories are about colleagues who see all of the tenant's cases. */
const shared = { CASE_ACCESS: "tenant" };

/** The whole product in local mode on a free port, with its database in a folder of its own. */
export async function startTestApp(
  settings: Readonly<Record<string, string>> = {},
  options: Pick<Partial<AppOptions>, "log" | "sending"> = {},
): Promise<TestApp> {
  const dataDir = settings["DATA_DIR"] ?? mkdtempSync(join(tmpdir(), "partner-support-"));
  const clock = { now: new Date("2026-11-20T09:00:00.000Z") };
  const app = await startApp({
    settings: readSettings({ PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "silent", ...shared, ...settings }),
    log: createLog("silent"),
    root: join(__dirname, "../.."),
    now: () => clock.now,
    patience: { pauses: [10, 10], deadline: 2000 },
    ...options,
  });
  if (app.connector === null) throw new Error("the local mode has a connector");
  return {
    app,
    connector: app.connector,
    origin: new URL(app.address).origin,
    dataDir,
    clock,
    async stop() {
      await app.stop();
      if (settings["DATA_DIR"] === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The technicians and the lead of the local chat. */
export function person(index: 0 | 1 | 2): Person {
  const found = localPeople[index];
  if (found === undefined) throw new Error("the local chat has three people");
  return found;
}
