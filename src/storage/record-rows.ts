import { z } from "zod";
import { CaseRecord } from "../records/record";
import { parseDocument } from "./documents";

/** A record as it is read. Integers may come as text from an engine with 64-bit numbers. */
export const StoredRecord = z.object({
  tenant_id: z.string(),
  number: z.coerce.number(),
  document: z.string(),
});
export type StoredRecord = z.infer<typeof StoredRecord>;

/** Every column, as `StoredRecord` expects them. */
export const recordColumns = ["tenant_id", "number", "document"] as const;

/** A line of a record's history as it is read. */
export const StoredHistory = z.object({
  tenant_id: z.string(),
  number: z.coerce.number(),
  at: z.string(),
  by_id: z.string(),
  by_name: z.string(),
  field: z.string(),
  old: z.string().nullable(),
  new: z.string().nullable(),
  why: z.string().nullable(),
  revision: z.coerce.number().nullable(),
});
export type StoredHistory = z.infer<typeof StoredHistory>;

/** Every column, as `StoredHistory` expects them. */
export const historyColumns = [
  "tenant_id",
  "number",
  "at",
  "by_id",
  "by_name",
  "field",
  "old",
  "new",
  "why",
  "revision",
] as const;

/** Which record. */
export type RecordKey = { readonly tenantId: string; readonly number: number };

/** Throws a StorageError that names the record where its document is not what this version expects. */
export function parseRecord({ tenant_id, number, document }: StoredRecord): CaseRecord {
  return parseDocument(CaseRecord, document, `record ${number} of tenant ${tenant_id}`);
}
