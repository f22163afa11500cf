import type { Kysely, Migration } from "kysely";

/** By which rules the due moments of records were reckoned, so that other rules are noticed. */
export const addDueRules: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("due_rules")
      .addColumn("fingerprint", "text", (column) => column.primaryKey().notNull())
      .execute();
  },
};
