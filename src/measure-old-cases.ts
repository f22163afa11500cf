import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "./log";
import type { ReportStore } from "./reports/counts";

/** Cases of one transaction, and the milliseconds others have between two. */
const batch = 50;
const pause = 20;

/** Measures the cases an older program has saved, little by little. What is left at the end goes on at the next start. */
export function measureOldCases(
  store: Pick<ReportStore, "measureOldCases">,
  log: Logger,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;

  async function run(): Promise<void> {
    while (!isStopping() && (await store.measureOldCases(batch)) > 0) await wait(pause);
  }

  const running = run().catch((err: unknown) => {
    log.error({ err }, "old cases could not be measured for reports");
  });
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
