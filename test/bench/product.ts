import { startApp } from "../../src/app";
import { createLog } from "../../src/log";
import { readSettings } from "../../src/settings";
import { TeamsAuthentication } from "../../src/teams/authentication";
import { BenchCredentials } from "./servers";

/** The product as it is, on a data folder of its own; resolves to its origin. */
export async function startProduct(
  authentication: Readonly<Record<string, string>>,
  dataDir: string,
): Promise<string> {
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
