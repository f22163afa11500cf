import type { Logger } from "./log";
import { createPollLoop } from "./poll-loop";
import { sleep } from "./sleep";
import type { Store } from "./storage/store";
import type { Tidying } from "./storage/term-index";

/**
 * Milliseconds from the start to the first time, which is also how long a failure is left alone, from one time to the
 * next, and that others have between two steps.
 */
export interface TidyPace {
  readonly first: number;
  readonly every: number;
  readonly pause: number;
}
const usual: TidyPace = { first: 60_000, every: 10 * 60_000, pause: 100 };

/**
 * Puts the parts together that an index of words falls into with every save, again and again and in small steps: a search
 * opens each of its words in each part, and in many it takes twice as long.
 */
export function tidySearch(
  store: Pick<Store, "tidySearch">,
  log: Logger,
  { first, every, pause }: TidyPace = usual,
): { stop(): Promise<void> } {
  let next: Tidying = "begin";
  const loop = createPollLoop({
    async look() {
      const isMore = await store.tidySearch(next);
      next = isMore ? "go on" : "begin";
      return isMore ? pause : every;
    },
    pollMs: first,
    startsLate: true,
    sleep,
    report: (message, fields) => {
      log.error(fields, message);
    },
    failure: "the index of words could not be tidied",
  });
  loop.start();
  return { stop: () => loop.stop() };
}
