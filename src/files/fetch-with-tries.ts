import { setTimeout as wait } from "node:timers/promises";
import { type Fetched, fetchFile } from "./fetch-file";
import type { FileKeeperOptions } from "./file-keeper-options";
import type { PendingFile } from "../storage/store";

type FetchOptions = Pick<FileKeeperOptions, "locate" | "limits" | "log" | "deadline" | "pauses">;

/** Tries a few times; null when the program stops meanwhile. */
export async function fetchWithTries(
  file: PendingFile,
  { locate, limits, log, deadline = 30_000, pauses = [1000, 5000] }: FetchOptions,
  stop: AbortSignal,
): Promise<Fetched | null> {
  for (const pause of [...pauses, null]) {
    const fetched = await tryOnce();
    if (stop.aborted) return null;
    if (fetched.kind !== "later" || pause === null) return fetched;
    await wait(pause, undefined, { signal: stop }).catch(() => undefined);
  }
  return null;

  async function tryOnce(): Promise<Fetched> {
    try {
      // A sign-in that hangs must not hold up the stop.
      const signal = AbortSignal.any([stop, AbortSignal.timeout(deadline)]);
      const remote = await Promise.race([locate(file), rejectWhen(signal)]);
      if (remote === null) return { kind: "moved" };
      return await fetchFile(remote, { bytes: limits.fileBytes, milliseconds: deadline, stop });
    } catch (error) {
      log.warn({ err: error, file: file.id }, "the address of a file could not be made ready");
      return { kind: "later" };
    }
  }
}

function rejectWhen(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = (): void => {
      reject(new Error("it took too long, or the program stops"));
    };
    if (signal.aborted) refuse();
    signal.addEventListener("abort", refuse, { once: true });
  });
}
