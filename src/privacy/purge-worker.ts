import { type EraseTools, resumeErasures } from "./erase-subject";
import type { Purgeable } from "./privacy-store";
import { purgeables, type Retention } from "./retention";

export interface PurgeOptions extends EraseTools {
  readonly retention: Retention;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly report: (message: string, fields: Readonly<Record<string, unknown>>) => void;
  /** Called at every look: what has been asked for from outside meanwhile. */
  readonly beforeLook?: () => Promise<void>;
  /** Milliseconds between two looks, and between two purges. */
  readonly pollMs?: number;
  readonly purgeMs?: number;
  /** Rows removed at once. */
  readonly batch?: number;
}

/** Removes what is old, as long as it runs. Several instances may: each part is removed by one of them. */
export interface PurgeWorker {
  start(): void;
  stop(): Promise<void>;
}

const day = 24 * 3_600_000;

export function createPurgeWorker(options: PurgeOptions): PurgeWorker {
  const { sleep, report, beforeLook, pollMs = 60_000, purgeMs = 3_600_000 } = options;
  const stopping = new AbortController();
  let loop: Promise<void> | undefined;
  let nextPurge = Number.NEGATIVE_INFINITY;

  async function look(): Promise<void> {
    await beforeLook?.();
    const now = Date.parse(options.now());
    if (now < nextPurge) return;
    nextPurge = now + purgeMs;
    await resumeErasures(options);
    await purgeAll(options, stopping.signal);
  }

  async function run(): Promise<void> {
    // Not in the rush of the start, and people first.
    await sleep(pollMs, stopping.signal);
    while (!stopping.signal.aborted) {
      await look().catch((err: unknown) => {
        report("what is old could not be removed", { err });
      });
      await sleep(pollMs, stopping.signal);
    }
  }

  return {
    start() {
      loop ??= run();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

/** Removes all that is old enough, in parts with a pause between, so that turns get through. */
export async function purgeAll(options: PurgeOptions, stopping: AbortSignal): Promise<void> {
  for (const what of purgeables) {
    while (!stopping.aborted && (await purgePart(what, options))) await options.sleep(20, stopping);
  }
}

/** True when there may be more. */
async function purgePart(what: Purgeable, options: PurgeOptions): Promise<boolean> {
  const { store, removeFile, now, retention, batch = 200 } = options;
  const at = now();
  const before = new Date(Date.parse(at) - retention[what] * day).toISOString();
  for (const file of await store.filesToPurge(what, before, batch)) await removeFile(file);
  return (await store.purge(what, before, batch, at)) >= batch;
}
