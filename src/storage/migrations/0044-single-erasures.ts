import { type Kysely, type Migration, sql } from "kysely";

/**
 * One erasing at a time of a person or customer, also where two are asked for at the same moment. Of those begun twice
 * the first goes on; the others stay as proof, and end as they began.
 */
export const addSingleErasures: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`update erasures set subject = null, finished_at = at where subject is not null and exists (
      select 1 from erasures first where first.tenant_id = erasures.tenant_id
        and first.kind = erasures.kind and first.subject = erasures.subject
        and (first.at < erasures.at or (first.at = erasures.at and first.pseudonym < erasures.pseudonym)))`.execute(
      db,
    );
    await sql`create unique index erasures_under_way on erasures (tenant_id, kind, subject)
      where subject is not null`.execute(db);
  },
};
