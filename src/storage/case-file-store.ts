import type { CaseFile, FileFault, FileLimits } from "../records/case-file";

/** A file that is still to be fetched, with all the fetching needs to know. */
export interface PendingFile extends CaseFile {
  readonly tenantId: string;
  readonly source: string;
}

/** A file whose bytes are on the disk. */
export interface KeptFile {
  readonly state: "kept";
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
}

/** What a case may hold. */
export type FileRoom = Pick<FileLimits, "caseBytes" | "caseFiles">;

/** What became of a pending file. */
export type FileOutcome =
  KeptFile | { readonly state: "refused" | "failed"; readonly name: string; readonly reason: FileFault };

/** The files that were sent for cases; their bytes are kept elsewhere (file-store.ts). */
export interface CaseFileStore {
  /** The files of a record, whatever has become of them, oldest first. */
  listFiles(tenantId: string, number: number): Promise<readonly CaseFile[]>;
  /** The same for an intake, with those of the record it led to. */
  listIntakeFiles(tenantId: string, intakeId: string): Promise<readonly CaseFile[]>;
  /** Files of all tenants that are still to be fetched, oldest first. */
  pendingFiles(limit: number): Promise<readonly PendingFile[]>;
  /**
   * Takes files that wait, oldest first, so that nobody else fetches them for so long; what was not settled until then
   * waits again.
   */
  claimFiles(now: string, limit: number, leaseMs: number): Promise<readonly PendingFile[]>;
  /** Lets a file that was taken wait again. */
  releaseFile(tenantId: string, fileId: string): Promise<void>;
  /** Settles a file as kept where its case has room; `late` when it was settled before. Whoever asks first gets the room. */
  keepFile(file: PendingFile, kept: KeptFile, room: FileRoom): Promise<"kept" | "full" | "late">;
  /** Says what became of a pending file; false when that had been said before. */
  settleFile(tenantId: string, fileId: string, outcome: FileOutcome): Promise<boolean>;
}
