import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Erasure, ErasureWish } from "../privacy/privacy-store";
import { rowsOnce, runOnce } from "./raw-steps";
import type { Tables } from "./schema";
import type { Steps } from "./statement";

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
  const [begun] = yield* rowsOnce(
    db,
    ErasureRow,
    sql`select * from erasures where tenant_id = ${tenantId} and kind = ${kind} and subject = ${id}`,
  );
  if (begun !== undefined) return { tenantId, kind, id, pseudonym: begun.pseudonym };
  const asker = by === id ? pseudonym : by;
  yield* runOnce(
    db,
    sql`insert into erasures (tenant_id, pseudonym, kind, subject, by_id, at)
      values (${tenantId}, ${pseudonym}, ${kind}, ${id}, ${asker}, ${at}) on conflict do nothing`,
  );
  return { tenantId, kind, id, pseudonym };
}
