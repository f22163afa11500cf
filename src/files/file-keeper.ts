import { setTimeout as wait } from "node:timers/promises";
import { StorageError } from "../errors";
import type { Logger } from "../log";
import type { FileFault, FileLimits } from "../records/case-file";
import type { FileOutcome, KeptFile, PendingFile, Store } from "../storage/store";
import { type Fetched, fetchFile, type RemoteFile } from "./fetch-file";
import type { FileStore } from "./file-store";
import { findFileType } from "./find-file-type";

/** Fetches the files that were sent to the chat, some at a time, and says of each what became of it. */
export interface FileKeeper {
  /** Looks for files that wait; to be called at the start and after a turn that brought some. */
  wake(): void;
  /** Ends downloads under way; what was not settled goes on with the next start. */
  stop(): Promise<void>;
}

export interface FileKeeperOptions {
  readonly store: Pick<Store, "claimFiles" | "releaseFile" | "keepFile" | "settleFile">;
  readonly files: FileStore;
  readonly limits: FileLimits;
  /** Where the file may be fetched; null when we do not call that address. Throws when it cannot say now. */
  readonly locate: (file: PendingFile) => Promise<RemoteFile | null>;
  /** Tells the sender that a file was not kept. */
  readonly tell: (file: PendingFile, fault: FileFault) => Promise<void>;
  /** ISO, UTC. */
  readonly now: () => string;
  readonly log: Logger;
  /** Milliseconds a download may take. */
  readonly deadline?: number;
  /** Milliseconds before each further try. */
  readonly pauses?: readonly number[];
  /** Milliseconds between looks for what another instance left behind. */
  readonly pollMs?: number;
}

const atOnce = 4;
/** Milliseconds a file belongs to the instance that took it: longer than all its tries may take. */
const leaseMs = 180_000;
const faults = {
  too_big: "size",
  moved: "source",
  missing: "unreachable",
  later: "unreachable",
} as const satisfies Record<Exclude<Fetched["kind"], "fetched">, FileFault>;

export function createFileKeeper(options: FileKeeperOptions): FileKeeper {
  const { store, log, now, pollMs = 60_000 } = options;
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  // What fails for a reason of our own would be tried for ever: once in the life of the process is enough.
  const taken = new Set<string>();
  const settle = createSettler(options);
  let looking: Promise<void> | undefined;
  let isLooking = false;
  let again = false;

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
      if (fault !== null) await tellOf(file, fault);
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

  async function tellOf(file: PendingFile, fault: FileFault): Promise<void> {
    await options.tell(file, fault).catch((error: unknown) => {
      log.warn({ err: error, file: file.id }, "nobody could be told that a file was not kept");
    });
  }

  function wake(): void {
    if (stopping.signal.aborted) return;
    again = true;
    if (isLooking) return;
    isLooking = true;
    looking = lookAgain();
  }

  async function lookAgain(): Promise<void> {
    while (again) {
      again = false;
      await look().catch((error: unknown) => {
        log.error({ err: error }, "the files that wait could not be read");
      });
    }
    // In the same tick as the last look at `again`: a call between the two would be lost.
    isLooking = false;
  }

  const polling = setInterval(wake, pollMs);
  polling.unref();

  return {
    wake,
    async stop() {
      clearInterval(polling);
      stopping.abort();
      await looking;
      await Promise.all(underWay.values());
    },
  };
}

/** Tries a few times; null when the program stops meanwhile. */
async function fetchWithTries(
  file: PendingFile,
  { locate, limits, log, deadline = 30_000, pauses = [1000, 5000] }: FileKeeperOptions,
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

/** Settles one file after the other; answers what to tell. */
function createSettler({ store, files, limits, log }: FileKeeperOptions) {
  let tail: Promise<unknown> = Promise.resolve();

  async function settleNext(file: PendingFile, fetched: Fetched): Promise<FileFault | null> {
    const outcome = await decide(file, fetched);
    const { tenantId, id, name } = file;
    if (outcome.state !== "kept") return refuse(file, outcome);
    const became = await store.keepFile(file, outcome, limits);
    if (became !== "full") return null;
    await files.remove(tenantId, id);
    return refuse(file, { state: "refused", name, reason: "case_full" });
  }

  async function refuse(
    { tenantId, id }: PendingFile,
    outcome: Exclude<FileOutcome, KeptFile>,
  ): Promise<FileFault | null> {
    return (await store.settleFile(tenantId, id, outcome)) ? outcome.reason : null;
  }

  async function decide(file: PendingFile, fetched: Fetched): Promise<FileOutcome> {
    const { name } = file;
    if (fetched.kind !== "fetched") {
      const reason = faults[fetched.kind];
      return { state: reason === "unreachable" ? "failed" : "refused", name, reason };
    }
    const found = findFileType(name, fetched.bytes);
    if (found === null) return { state: "refused", name, reason: "type" };
    try {
      const saved = await files.save(file.tenantId, file.id, fetched.bytes);
      return { state: "kept", ...found, ...saved };
    } catch (error) {
      log.error({ err: error, file: file.id }, "a file could not be saved");
      return { state: "failed", name, reason: "not_saved" };
    }
  }

  return (file: PendingFile, fetched: Fetched): Promise<FileFault | null> => {
    const done = tail.then(() => settleNext(file, fetched));
    tail = done.catch(() => undefined);
    return done;
  };
}
