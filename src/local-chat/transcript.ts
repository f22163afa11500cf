import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Milliseconds between two writes at the least. */
const pause = 500;

/** The saved chat of an earlier start; a file that cannot be read is an empty chat, the records are in the database. */
export function readTranscript(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Keeps the newest state of the chat on disk, swapped in whole so that a crash leaves the last good one. */
export interface TranscriptKeeper {
  keep(state: unknown): void;
  /** Writes what is still waiting. */
  flush(): void;
}

/** Saves the chat some time after it changed, and at once when asked to. */
export function createTranscriptKeeper(file: string): TranscriptKeeper {
  let latest: unknown;
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(latest));
    renameSync(`${file}.new`, file);
  };
  return {
    flush,
    keep(state) {
      latest = state;
      timer ??= setTimeout(flush, pause);
      timer.unref();
    },
  };
}
