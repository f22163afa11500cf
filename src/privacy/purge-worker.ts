import { createPollLoop, type PollLoop } from "../poll-loop";
import { type EraseTools, removeFiles, resumeErasures } from "./erase-subject";
import type { Purgeable } from "./privacy-store";
import { purgeables, type Retention } from "./retention";

/** What the worker works with; what is left out is as usual. */
export interface PurgeOptions extends EraseTools {
  readonly retention: Retention;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly report: (message: string, fields: Readonly<Record<string, unknown>>) => void;
  /** Called at every look: what has been asked for from outside meanwhile. */
  readonly beforeLook?: () => Promise<void>;
  /** Milliseconds between two looks, and between two purges. */
  readonly pollMs?: number;
  readonly purgeMs?: number;
  /** Rows removed at once, and cases whose words are taken at once: each of those is a dozen rows and their index. */
  readonly batch?: number;
  readonly cases?: number;
}

/** Removes what is old, as long as it runs. Several instances may: each part is removed by one of them. */
export type PurgeWorker = Pick<PollLoop, "start" | "stop">;

const day = 24 * 3_600_000;

/** Makes it; from its start it carries on erasings once a minute, and each hour removes what is old. */
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
    report,
    failure: "what is old could not be removed",
  });
}

/** Milliseconds between two parts: nine times as long as the last one took, so that turns have nine tenths of the time. */
const pause = { least: 20, most: 5000, times: 9 };

/** Removes all that is old enough, in parts with a pause between. */
export async function purgeAll(options: PurgeOptions, stopping: AbortSignal): Promise<void> {
  const now = (): number => Date.parse(options.now());
  for (const what of purgeables) {
    for (let begun = now(); !stopping.aborted && (await purgePart(what, options)); begun = now()) {
      const earned = pause.times * (now() - begun);
      await options.sleep(Math.min(pause.most, Math.max(pause.least, earned)), stopping);
    }
  }
}

/** True when there may be more. */
async function purgePart(what: Purgeable, options: PurgeOptions): Promise<boolean> {
  const { store, now, retention, batch = 200, cases = 10 } = options;
  const before = new Date(Date.parse(now()) - retention[what] * day).toISOString();
  const limit = what === "cases" ? cases : batch;
  const files = await store.filesToPurge(what, before, limit);
  await removeFiles(files, options);
  return Math.max(files.length, await store.purge(what, before, limit)) >= limit;
}
