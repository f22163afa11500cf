import { type Kysely, type Migration, sql } from "kysely";

/** What is due, in the order of the last change: among all cases it is one of twenty. */
export const addDueList: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index records_due_by_update on records
      (tenant_id, updated_at desc, number desc, due_at, state, severity, product, outcome)
      where due_at is not null`.execute(db);
  },
};
