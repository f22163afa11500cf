import { createDownloads } from "./downloads";
import type { FileKeeperOptions } from "./file-keeper-options";
import { createLooks } from "./looks";

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
  const downloads = createDownloads(options, stopping.signal, wake);
  const looks = createLooks(() =>
    look().catch((error: unknown) => {
      log.error({ err: error }, "the files that wait could not be read");
    }),
  );

  async function look(): Promise<void> {
    while (downloads.count() < atOnce && !stopping.signal.aborted) {
      const claimed = await store.claimFiles(now(), atOnce - downloads.count(), leaseMs);
      if (claimed.length === 0) return;
      claimed.forEach(downloads.begin);
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
      await downloads.ended();
    },
  };
}
