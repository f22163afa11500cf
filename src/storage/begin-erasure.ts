import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Erasure, ErasureWish } from "../privacy/privacy-store";
import { rowsOnce, runOnce } from "./raw-steps";
import type { Tables } from "./schema";
import type { Steps } from "./statement";

/** A row of `erasures`; the subject is null once it is done. */
export const ErasureRow = z.object({
  tenant_id: z.string(),
  pseudonym: z.string(),
  kind: z.enum(["person", "customer"]),
  subject: z.string().nullable(),
  by_id: z.string(),
  at: z.string(),
  finished_at: z.string().nullable(),
});

/** Notes that an erasing begins; one that was begun and not ended goes on under the same pseudonym. */
export function* beginErasure(
  db: Kysely<Tables>,
  tenantId: string,
  at: string,
  { kind, id, by, pseudonym }: ErasureWish,
): Steps<Erasure> {
  const findBegun = () =>
    rowsOnce(
      db,
      ErasureRow,
      sql`select * from erasures where tenant_id = ${tenantId} and kind = ${kind} and subject = ${id}`,
    );
  const [begun] = yield* findBegun();
  if (begun !== undefined) return { tenantId, kind, id, pseudonym: begun.pseudonym };
  const asker = by === id ? pseudonym : by;
  yield* runOnce(
    db,
    sql`insert into erasures (tenant_id, pseudonym, kind, subject, by_id, at)
      values (${tenantId}, ${pseudonym}, ${kind}, ${id}, ${asker}, ${at}) on conflict do nothing`,
  );
  // Somebody else may have begun it meanwhile: then nothing was inserted, and theirs is the one.
  const [first] = yield* findBegun();
  return { tenantId, kind, id, pseudonym: first?.pseudonym ?? pseudonym };
}
