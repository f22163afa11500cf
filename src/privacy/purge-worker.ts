import { createPollLoop, type PollLoop } from "../poll-loop";
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
export type PurgeWorker = Pick<PollLoop, "start" | "stop">;

const day = 24 * 3_600_000;

export function createPurgeWorker(options: PurgeOptions): PurgeWorker {
  const { sleep, report, beforeLook, pollMs = 60_000, purgeMs = 3_600_000 } = options;
  let nextPurge = Number.NEGATIVE_INFINITY;

  async function look(stopping: AbortSignal): Promise<null> {
    await beforeLook?.();
    const now = Date.parse(options.now());
    if (now < nextPurge) return null;
    nextPurge = now + purgeMs;
    await resumeErasures(options);
    await purgeAll(options, stopping);
    return null;
  }

  return createPollLoop({
    look,
    pollMs,
    sleep,
    // Not in the rush of the start, and people first.
    startsLate: true,
    failed: (err) => {
      report("what is old could not be removed", { err });
    },
  });
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
