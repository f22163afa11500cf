import type { Logger } from "../log";
import type { FileFault, FileLimits } from "../records/case-file";
import type { PendingFile, Store } from "../storage/store";
import type { RemoteFile } from "./fetch-file";
import type { FileStore } from "./file-store";

/** What a keeper of files works with; the times that are left out are the usual ones. */
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
