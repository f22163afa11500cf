import { StorageError } from "../errors";
import type { FileFault } from "../records/case-file";
import type { PendingFile } from "../storage/store";
import { fetchWithTries } from "./fetch-with-tries";
import type { FileKeeperOptions } from "./file-keeper-options";
import { createSettler } from "./settle-fetched";

/** Files that are being fetched and settled. */
export interface Downloads {
  readonly count: () => number;
  /** Does nothing for a file that was begun before and could not be settled. */
  readonly begin: (file: PendingFile) => void;
  /** Resolves when all that are under way have ended; nothing of it rejects. */
  readonly ended: () => Promise<unknown>;
}

/** Makes them; `signal` ends what is under way, `onEnd` is called whenever one has ended. */
export function createDownloads(
  options: FileKeeperOptions,
  signal: AbortSignal,
  onEnd: () => void,
): Downloads {
  const underWay = new Map<string, Promise<void>>();
  // What fails for a reason of our own would be tried for ever: once in the life of the process is enough.
  const taken = new Set<string>();
  const settle = createSettler(options);

  async function keep(file: PendingFile, key: string): Promise<void> {
    try {
      const fetched = await fetchWithTries(file, options, signal);
      if (fetched === null) {
        await options.store.releaseFile(file.tenantId, file.id);
        return;
      }
      const fault = await settle(file, fetched);
      if (fault !== null) await tellOf(file, fault, options);
      taken.delete(key);
    } catch (error) {
      options.log.error({ err: error, file: file.id }, "a file could not be kept");
      // The database was away: who takes it after the lease has ended may find it back.
      if (error instanceof StorageError) taken.delete(key);
    } finally {
      underWay.delete(key);
      onEnd();
    }
  }

  return {
    count: () => underWay.size,
    begin: (file) => {
      const key = `${file.tenantId} ${file.id}`;
      if (taken.has(key)) return;
      taken.add(key);
      underWay.set(key, keep(file, key));
    },
    ended: () => Promise.all(underWay.values()),
  };
}

async function tellOf(file: PendingFile, fault: FileFault, { tell, log }: FileKeeperOptions): Promise<void> {
  await tell(file, fault).catch((error: unknown) => {
    log.warn({ err: error, file: file.id }, "nobody could be told that a file was not kept");
  });
}
