/** Who or what is erased. A customer is named by name, domain or tenant id. */
export type ErasedSubject = { readonly kind: "person" | "customer"; readonly id: string };

/** An erasing that is to begin. */
export type ErasureWish = ErasedSubject & {
  /** The id of who asks for it. */
  readonly by: string;
  /** Is to stand in the subject's place. */
  readonly pseudonym: string;
};

/** One erasing, from its beginning until nothing is left. */
export interface Erasure extends ErasedSubject {
  readonly tenantId: string;
  /** Stands where the subject stood, everywhere the same. */
  readonly pseudonym: string;
}

/** The proof of an erasing that stays. */
export interface ErasureProof {
  readonly pseudonym: string;
  readonly kind: "person" | "customer";
  /** Who asked for it; the pseudonym itself when it was the person. */
  readonly by: string;
  readonly at: string;
  readonly finishedAt: string | null;
}

/** How many rows of what there is about a person. */
export type PersonalHoldings = Readonly<Record<"profile" | "dialogs" | "chats" | "cases" | "files", number>>;

/** What goes by its age. */
export type Purgeable = "turns" | "sent" | "intakes" | "people" | "cases";

/** A file whose bytes are to go before its row does. */
export interface OrphanedFile {
  readonly tenantId: string;
  readonly id: string;
}

/** Rows by table; documents are what they say. */
export type ExportedTables = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** What protecting people's data needs of a database. Everything is done in bounded parts that can be repeated. */
export interface PrivacyStore {
  /** Notes that it begins; one that was begun and not ended goes on under the same pseudonym. */
  beginErasure(
    wish: ErasedSubject & { readonly tenantId: string; readonly by: string; readonly at: string },
    pseudonym: string,
  ): Promise<Erasure>;
  /** The names it goes by in what is held; to be asked before the first part is erased. */
  namesOf(erasure: Erasure): Promise<readonly string[]>;
  /** Files whose bytes have to go before the next part is erased. */
  filesToErase(erasure: Erasure): Promise<readonly OrphanedFile[]>;
  /** Removes the rows of files whose bytes are gone. What is still said to have a file is neither erased nor purged. */
  forgetFiles(files: readonly OrphanedFile[]): Promise<void>;
  /** Goes through all that may be about it, in many transactions with a pause between; true when there may be more. */
  erasePart(erasure: Erasure, names: readonly string[]): Promise<boolean>;
  /** Notes that nothing is left, and forgets whom it was about. */
  endErasure(erasure: Erasure, at: string): Promise<void>;
  /** Erasings of all tenants that were begun and not ended. */
  openErasures(): Promise<readonly Erasure[]>;
  /** The proofs of a tenant, also of erasings under way, whose `finishedAt` is null. */
  listErasures(tenantId: string): Promise<readonly ErasureProof[]>;
  /** The rows that are about somebody or a customer, at most `limit` of each table. */
  exportSubject(subject: Omit<Erasure, "pseudonym">, limit: number): Promise<ExportedTables>;
  /** What is held about a person. */
  holdingsOf(tenantId: string, userId: string): Promise<PersonalHoldings>;
  /** Files that would go with the next part of a purge. */
  filesToPurge(what: Purgeable, before: string, limit: number): Promise<readonly OrphanedFile[]>;
  /** Removes what is older, over all tenants, at most `limit` rows; answers how many. What is still needed stays. */
  purge(what: Purgeable, before: string, limit: number): Promise<number>;
}
