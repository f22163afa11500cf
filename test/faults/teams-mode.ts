import { join } from "node:path";
import { type Instance, startInstance } from "../support/instance";
import { type KeyServer, startKeyServer } from "../support/key-server";
import { makeFolder } from "./ground";
import type { FaultRun } from "./program";

export const serviceUrl = "https://smba.trafficmanager.net/emea/";

/** The product as it is registered in Teams, believing a key server of our own. */
export interface TeamsMode {
  readonly instance: Instance;
  readonly keys: KeyServer;
  readonly tenants: readonly string[];
  /** The file of its database. */
  readonly file: string;
}

/** Starts it for so many tenants. */
export async function startTeamsMode(run: FaultRun, count: number): Promise<TeamsMode> {
  const keys = await startKeyServer(() => serviceUrl);
  run.defer(() => keys.stop());
  const dataDir = makeFolder(run);
  const tenants = Array.from(
    { length: count },
    (_, place) => `0b7d1c0e-6f1f-4f43-8c0c-1d2f6c${String(place).padStart(6, "0")}`,
  );
  const instance = await startInstance({
    dataDir,
    settings: {
      MODE: "teams",
      BOT_ID: keys.appId,
      BOT_TENANT_ID: tenants[0] ?? "",
      SECRET_BOT_PASSWORD: "not a secret",
      ALLOWED_TENANTS: tenants.join(),
      STOP_DRAIN_SECONDS: "0",
    },
    authentication: keys.options,
    tokenKeys: new URL("/keys", keys.options["BotOpenIdMetadata"]).href,
  });
  run.defer(() => instance.kill());
  return { instance, keys, tenants, file: join(dataDir, "partner-support.sqlite") };
}
