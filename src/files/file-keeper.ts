import { StorageError } from "../errors";
import type { FileFault } from "../records/case-file";
import type { PendingFile } from "../storage/store";
import { fetchWithTries } from "./fetch-with-tries";
import type { FileKeeperOptions } from "./file-keeper-options";
import { createSettler } from "./settle-fetched";

/** Fetches the files that were sent to the chat, some at a time, and says of each what became of it. */
export interface FileKeeper {
  /** Looks for files that wait; to be called at the start and after a turn that brought some. */
  wake(): void;
  /** Ends downloads under way; what was not settled goes on with the next start. */
  stop(): Promise<void>;
}

const atOnce = 4;
/** Milliseconds a file belongs to the instance that took it: longer than all its tries may take. */
const leaseMs = 180_000;

/** Makes it, and looks from time to time; it ends with `stop`. */
export function createFileKeeper(options: FileKeeperOptions): FileKeeper {
  const { store, log, now, pollMs = 60_000 } = options;
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  // What fails for a reason of our own would be tried for ever: once in the life of the process is enough.
  const taken = new Set<string>();
  const settle = createSettler(options);
  const looks = createLooks(() =>
    look().catch((error: unknown) => {
      log.error({ err: error }, "the files that wait could not be read");
    }),
  );

  async function look(): Promise<void> {
    while (underWay.size < atOnce && !stopping.signal.aborted) {
      const claimed = await store.claimFiles(now(), atOnce - underWay.size, leaseMs);
      if (claimed.length === 0) return;
      claimed.forEach(begin);
    }
  }

  function begin(file: PendingFile): void {
    const key = `${file.tenantId} ${file.id}`;
    if (taken.has(key)) return;
    taken.add(key);
    underWay.set(key, keep(file, key));
  }

  async function keep(file: PendingFile, key: string): Promise<void> {
    try {
      const fetched = await fetchWithTries(file, options, stopping.signal);
      if (fetched === null) {
        await store.releaseFile(file.tenantId, file.id);
        return;
      }
      const fault = await settle(file, fetched);
      if (fault !== null) await tellOf(file, fault, options);
      taken.delete(key);
    } catch (error) {
      log.error({ err: error, file: file.id }, "a file could not be kept");
      // The database was away: who takes it after the lease has ended may find it back.
      if (error instanceof StorageError) taken.delete(key);
    } finally {
      underWay.delete(key);
      wake();
    }
  }

  function wake(): void {
    if (!stopping.signal.aborted) looks.ask();
  }

  const polling = setInterval(wake, pollMs);
  polling.unref();

  return {
    wake,
    async stop() {
      clearInterval(polling);
      stopping.abort();
      await looks.ended();
      await Promise.all(underWay.values());
    },
  };
}

async function tellOf(file: PendingFile, fault: FileFault, { tell, log }: FileKeeperOptions): Promise<void> {
  await tell(file, fault).catch((error: unknown) => {
    log.warn({ err: error, file: file.id }, "nobody could be told that a file was not kept");
  });
}

/** Runs `look` as often as it is asked for, once at a time; what is asked for meanwhile comes once more after it. */
function createLooks(look: () => Promise<void>) {
  let looking: Promise<void> | undefined;
  let isLooking = false;
  let again = false;

  async function lookAgain(): Promise<void> {
    while (again) {
      again = false;
      await look();
    }
    // In the same tick as the last look at `again`: a call between the two would be lost.
    isLooking = false;
  }

  return {
    ask(): void {
      again = true;
      if (isLooking) return;
      isLooking = true;
      looking = lookAgain();
    },
    /** When the looks under way have ended. */
    ended: () => looking,
  };
}
