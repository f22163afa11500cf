import type { Logger } from "../log";

/** Work that is done after the answer of a turn has gone out. */
export interface FollowUps {
  start(work: (stop: AbortSignal) => Promise<void>): void;
  /** Waits for what is under way, which is told to end. */
  stop(): Promise<void>;
}

/** Work that fails is logged; nobody waits for it any more. */
export function createFollowUps(log: Logger): FollowUps {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  return {
    start(work) {
      const running = work(stopping.signal)
        .catch((error: unknown) => {
          log.error({ err: error }, "what follows a turn failed");
        })
        .finally(() => underWay.delete(running));
      underWay.add(running);
    },
    async stop() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}
