import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "../../../src/app";
import { createLog } from "../../../src/log";
import { readSettings } from "../../../src/settings";
import { type KeyServer, startKeyServer } from "../../support/key-server";

export const tenants = [
  "0b7d1c0e-6f1f-4f43-8c0c-1d2f6c1c0a01",
  "0b7d1c0e-6f1f-4f43-8c0c-1d2f6c1c0a02",
] as const;
export const oid = "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a01";

export interface TeamsWorld {
  readonly app: App;
  readonly origin: string;
  readonly keys: KeyServer;
  readonly dataDir: string;
  /** The claims Entra gives a tab in Teams, with changes; `undefined` leaves one out. */
  claims(changes?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** The product in teams mode, believing a key server of our own for tabs' tokens. */
export async function startTeamsWorld(
  keysAt?: URL,
  settings: Readonly<Record<string, string>> = {},
): Promise<TeamsWorld> {
  const keys = await startKeyServer(() => "");
  const dataDir = mkdtempSync(join(tmpdir(), "partner-support-"));
  const app = await startApp({
    settings: readSettings({
      MODE: "teams",
      PORT: "0",
      DATA_DIR: dataDir,
      LOG_LEVEL: "silent",
      BOT_ID: keys.appId,
      BOT_TENANT_ID: tenants[0],
      SECRET_BOT_PASSWORD: "not a secret",
      ALLOWED_TENANTS: tenants.join(),
      // The tests are about who asks, not about what they may read.
      CASE_ACCESS: "tenant",
      STOP_DRAIN_SECONDS: "0",
      ...settings,
    }),
    log: createLog("silent"),
    root: join(__dirname, "../../.."),
    tokenKeys: keysAt ?? new URL("/keys", keys.options["BotOpenIdMetadata"]),
  });
  return {
    app,
    origin: app.address,
    keys,
    dataDir,
    claims: (changes = {}) => ({
      aud: keys.appId,
      iss: `https://login.microsoftonline.com/${tenants[0]}/v2.0`,
      tid: tenants[0],
      oid,
      azp: "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
      scp: "access_as_user",
      name: "Mei Chen",
      ...changes,
    }),
    async stop() {
      await app.stop();
      await keys.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
