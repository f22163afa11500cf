import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "./log";
import type { Store } from "./storage/store";

/** Milliseconds from the start to the first time, from one time to the next, and that others have between two steps. */
export interface TidyPace {
  readonly first: number;
  readonly every: number;
  readonly pause: number;
}
const usual: TidyPace = { first: 60_000, every: 24 * 3_600_000, pause: 100 };

/**
 * Puts the parts together that an index of words falls into with every save, each day and in small steps: in a large index
 * of many parts a search takes twice as long.
 */
export function tidySearch(
  store: Pick<Store, "tidySearch">,
  log: Logger,
  { first, every, pause }: TidyPace = usual,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const pass = (milliseconds: number) => wait(milliseconds, undefined, { signal, ref: false });

  async function run(): Promise<void> {
    await pass(first);
    for (;;) {
      let isMore = await store.tidySearch("begin");
      while (isMore) {
        await pass(pause);
        isMore = await store.tidySearch("go on");
      }
      await pass(every);
    }
  }

  const running = run().catch((err: unknown) => {
    if (!signal.aborted) log.error({ err }, "the index of words could not be tidied");
  });
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
