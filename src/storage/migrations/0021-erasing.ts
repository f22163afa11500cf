import type { Kysely, Migration } from "kysely";

/** The part that each engine words in its own way: lets an erasing through to the history, and nothing else. */
export type OpenHistory = (db: Kysely<unknown>) => Promise<void>;

/** Who was erased, the gate to the history, and which settled cases were stripped. */
export function addErasing(openHistory: OpenHistory): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("erasures")
        .addColumn("tenant_id", "text", (column) => column.notNull())
        .addColumn("pseudonym", "text", (column) => column.notNull())
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("subject", "text")
        .addColumn("by_id", "text", (column) => column.notNull())
        .addColumn("at", "text", (column) => column.notNull())
        .addColumn("finished_at", "text")
        .addPrimaryKeyConstraint("erasures_key", ["tenant_id", "pseudonym"])
        .execute();
      await db.schema
        .createTable("erasing")
        .addColumn("tenant_id", "text", (column) => column.notNull().primaryKey())
        .execute();
      await db.schema
        .createTable("stripped")
        .addColumn("tenant_id", "text", (column) => column.notNull())
        .addColumn("number", "integer", (column) => column.notNull())
        .addColumn("at", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("stripped_key", ["tenant_id", "number"])
        .execute();
      await openHistory(db);
    },
  };
}
