import { setTimeout as wait } from "node:timers/promises";

/** Resolves after so many milliseconds, or at once without an error when the signal is aborted; keeps no program running. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
