import type { Person } from "./record";

/** `pending`: not here yet; `refused`: its type, size or source is not taken; `failed`: it could not be had. */
export const fileStates = ["pending", "kept", "refused", "failed"] as const;
/** What has become of a file. */
export type FileState = (typeof fileStates)[number];

/** Why a file was not kept: content or name, size, a full case, an address we do not call, no answer, or no room for it. */
export const fileFaults = ["type", "size", "case_full", "source", "unreachable", "not_saved"] as const;
/** The reason a file was not kept. */
export type FileFault = (typeof fileFaults)[number];

/** A file sent to the chat. The bytes are in the file store under the tenant and this id. */
export interface CaseFile {
  readonly id: string;
  /** The record it belongs to; null while its intake has led to none. */
  readonly number: number | null;
  readonly intakeId: string;
  /** As the sender named it: user text. */
  readonly name: string;
  /** What its content was found to be; null until it is kept. */
  readonly contentType: string | null;
  /** Bytes. */
  readonly size: number | null;
  readonly sha256: string | null;
  readonly state: FileState;
  readonly reason: FileFault | null;
  readonly by: Person;
  /** ISO time in UTC at which it was sent. */
  readonly at: string;
}

/** A file as a turn hands it over. `source` says where it can be had, in words only the channel's edge reads. */
export interface NewCaseFile extends Pick<CaseFile, "id" | "number" | "intakeId" | "name" | "by"> {
  readonly source: string;
}

/** What is allowed. `fileBytes` is a setting, the rest is fixed in the composition root. */
export interface FileLimits {
  readonly fileBytes: number;
  readonly caseBytes: number;
  readonly caseFiles: number;
}

/** The files that are there, as a hand-over lists them; `size` is in bytes. */
export function listAttachments(
  files: readonly CaseFile[],
): readonly { readonly name: string; readonly size: number }[] {
  return files.flatMap(({ name, size, state }) =>
    state === "kept" && size !== null ? [{ name, size }] : [],
  );
}
