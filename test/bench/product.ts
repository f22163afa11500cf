import { join } from "node:path";
import { z } from "zod";
import { type App, startApp, type WorkerPlace } from "../../src/app";
import { createLog } from "../../src/log";
import { readSettings, type Settings } from "../../src/settings";
import { startWorkers } from "../../src/start-workers";
import { TeamsAuthentication } from "../../src/teams/authentication";
import { BenchCredentials } from "./servers";

/** How the product is started: as it is, on a data folder of its own, in so many threads. */
export const ProductOrder = z.object({
  authentication: z.record(z.string(), z.string()),
  dataDir: z.string(),
  workers: z.number(),
});
export type ProductOrder = z.infer<typeof ProductOrder>;

/** Resolves to its origin. */
export async function startProduct(order: ProductOrder): Promise<string> {
  const program = join(__dirname, "product-worker.js");
  const { address } =
    order.workers === 1
      ? await openProduct(order, 0)
      : await startWorkers({
          settings: settingsOf(order, 0),
          log: createLog("error"),
          program,
          given: order,
        });
  return new URL(address).origin;
}

export function openProduct(order: ProductOrder, port: number, worker?: WorkerPlace): Promise<App> {
  const { authentication } = order;
  const credentials = new BenchCredentials(authentication["MicrosoftAppId"] ?? "", "secret", "tenant");
  return startApp({
    settings: settingsOf(order, port),
    log: createLog("silent"),
    root: process.cwd(),
    // The class is the SDK's; the rule mistakes its two declarations for two classes.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
    authentication: new TeamsAuthentication(authentication, () => undefined, credentials),
    ...(worker === undefined ? {} : { worker }),
  });
}

/** Several threads also in local mode, where nobody uses the local chat here. */
function settingsOf({ dataDir, workers }: ProductOrder, port: number): Settings {
  return { ...readSettings({ PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "silent" }), workers };
}
