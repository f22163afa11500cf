import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { fileFaults, fileStates } from "../records/case-file";
import type { RowLocks } from "./row-locks";
import type { Tables } from "./schema";
import { compileStatement, sealed, word } from "./statement";
import type { FileRow } from "./tables/arrival-tables";

const NoRow = z.unknown();
/** Every column, as `StoredFile` expects them. */
export const fileColumns = [
  "tenant_id",
  "id",
  "number",
  "intake_id",
  "name",
  "content_type",
  "size",
  "sha256",
  "state",
  "reason",
  "source",
  "by_id",
  "by_name",
  "at",
] as const;

// Integers may come as text from an engine with 64-bit numbers; Number(null) would be a record 0.
const Whole = z.union([z.null(), z.coerce.number()]);

/** A row of a file as it is read. */
export const StoredFile = z.object({
  tenant_id: z.string(),
  id: z.string(),
  number: Whole,
  intake_id: z.string(),
  name: z.string(),
  content_type: z.string().nullable(),
  size: Whole,
  sha256: z.string().nullable(),
  state: z.enum(fileStates),
  reason: z.enum(fileFaults).nullable(),
  source: z.string().nullable(),
  by_id: z.string(),
  by_name: z.string(),
  at: z.string(),
});
export type StoredFile = z.infer<typeof StoredFile>;

type NewRow = Pick<
  FileRow,
  "tenant_id" | "id" | "number" | "intake_id" | "name" | "state" | "source" | "by_id" | "by_name" | "at"
>;
type Settled = Pick<
  FileRow,
  "tenant_id" | "id" | "name" | "content_type" | "size" | "sha256" | "state" | "reason"
>;

/** The writes. A file is settled once: whoever comes later changes nothing. */
export function compileFileSaves(db: Kysely<Tables>) {
  return {
    insertFile: compileStatement<NewRow, unknown>(NoRow, (value) =>
      db.insertInto("files").values({
        tenant_id: value("tenant_id"),
        id: value("id"),
        number: value("number"),
        intake_id: value("intake_id"),
        name: value("name"),
        state: value("state"),
        source: value("source"),
        by_id: value("by_id"),
        by_name: value("by_name"),
        at: value("at"),
      }),
    ),
    /** When an intake becomes a record its files become the record's. */
    numberFiles: compileStatement<Pick<NewRow, "tenant_id" | "number" | "intake_id">, unknown>(
      NoRow,
      (value) =>
        db
          .updateTable("files")
          .set({ number: value("number") })
          .where("tenant_id", "=", value("tenant_id"))
          .where("intake_id", "=", value("intake_id"))
          .where("number", "is", null),
    ),
    settleFile: compileStatement<Settled, unknown>(NoRow, (value) =>
      db
        .updateTable("files")
        .set((eb) => ({
          name: value("name"),
          content_type: value("content_type"),
          size: value("size"),
          sha256: value("sha256"),
          state: value("state"),
          reason: value("reason"),
          // The address may open the file to whoever reads it: it is forgotten as soon as it has served.
          source: eb.lit(null),
        }))
        .where("tenant_id", "=", value("tenant_id"))
        .where("id", "=", value("id"))
        .where("source", "is not", null),
    ),
  };
}

type FileName = Pick<FileRow, "tenant_id" | "id">;

/** The statements with which an instance takes files to fetch, and the room of a case. */
export function compileFileTaking(db: Kysely<Tables>, locks: RowLocks) {
  type Waiting = { readonly now: string; readonly limit: number };
  type Intake = { readonly tenantId: string; readonly intakeId: string };
  return {
    takeWaiting: compileStatement<Waiting, StoredFile>(StoredFile, (value) => {
      const waiting = db
        .selectFrom("files")
        .where("state", "=", word("pending"))
        .where((eb) => eb.or([eb("lease", "is", null), eb("lease", "<=", value("now"))]))
        .orderBy("at")
        .orderBy("id")
        .limit(sealed(value("limit"), "integer"))
        .select(fileColumns);
      return locks === "skip" ? waiting.forNoKeyUpdate().skipLocked() : waiting;
    }),
    lease: compileStatement<FileName & Pick<FileRow, "lease">, unknown>(NoRow, (value) =>
      db
        .updateTable("files")
        .set({ lease: value("lease") })
        .where("tenant_id", "=", value("tenant_id"))
        .where("id", "=", value("id")),
    ),
    holdIntake: compileStatement<Intake, StoredFile>(StoredFile, (value) => {
      const files = db
        .selectFrom("files")
        .where("tenant_id", "=", value("tenantId"))
        .where("intake_id", "=", value("intakeId"))
        .orderBy("id")
        .select(fileColumns);
      return locks === "skip" ? files.forNoKeyUpdate() : files;
    }),
    endAllLeases: compileStatement<Readonly<Record<string, never>>, unknown>(NoRow, () =>
      db
        .updateTable("files")
        .set({ lease: sql.lit(null) })
        .where("lease", "is not", null),
    ),
  };
}

/** The reads, oldest first. */
export function compileFileReads(db: Kysely<Tables>) {
  return {
    filesOfRecord: compileStatement<{ readonly tenantId: string; readonly number: number }, StoredFile>(
      StoredFile,
      (value) =>
        db
          .selectFrom("files")
          .where("tenant_id", "=", value("tenantId"))
          .where("number", "=", value("number"))
          .orderBy("at")
          .orderBy("id")
          .select(fileColumns),
    ),
    filesOfIntake: compileStatement<{ readonly tenantId: string; readonly intakeId: string }, StoredFile>(
      StoredFile,
      (value) =>
        db
          .selectFrom("files")
          .where("tenant_id", "=", value("tenantId"))
          .where("intake_id", "=", value("intakeId"))
          .orderBy("at")
          .orderBy("id")
          .select(fileColumns),
    ),
    // The one read across tenants: it serves the program itself, and every row names its tenant.
    pendingFiles: compileStatement<{ readonly state: string; readonly limit: number }, StoredFile>(
      StoredFile,
      (value) =>
        db
          .selectFrom("files")
          .where("state", "=", value("state"))
          .orderBy("at")
          .orderBy("id")
          .limit(value("limit"))
          .select(fileColumns),
    ),
  };
}
