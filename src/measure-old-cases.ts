import type { Logger } from "./log";
import { createPollLoop } from "./poll-loop";
import { sleep } from "./sleep";
import type { ReportStore } from "./reports/counts";

/** Cases of one transaction. */
const batch = 50;

/**
 * Milliseconds that others have between two transactions, that a failure is left alone, and until it is looked again when
 * no case was left.
 */
export interface MeasurePace {
  readonly pause: number;
  readonly retry: number;
  readonly every: number;
}
const usual: MeasurePace = { pause: 20, retry: 60_000, every: 24 * 3_600_000 };

/** Measures the cases an older program has saved, or somebody has copied here, little by little. */
export function measureOldCases(
  store: Pick<ReportStore, "measureOldCases">,
  log: Logger,
  { pause, retry, every }: MeasurePace = usual,
): { stop(): Promise<void> } {
  const loop = createPollLoop({
    look: async () => ((await store.measureOldCases(batch)) > 0 ? pause : every),
    pollMs: retry,
    sleep,
    report: (message, fields) => {
      log.error(fields, message);
    },
    failure: "old cases could not be measured for reports",
  });
  loop.start();
  return { stop: () => loop.stop() };
}
