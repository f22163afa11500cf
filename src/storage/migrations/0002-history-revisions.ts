import type { Kysely, Migration } from "kysely";

/** Lets a history line say which revision it led to, counts severities moved by hand, and finds recent cases of the same product or customer. */
export const addHistoryRevisions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("history").addColumn("revision", "integer").execute();
    await db.schema
      .alterTable("records")
      .addColumn("overridden", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createIndex("records_of_product")
      .on("records")
      .columns(["tenant_id", "product", "created_at"])
      .execute();
    await db.schema
      .createIndex("records_of_customer")
      .on("records")
      .columns(["tenant_id", "customer_key", "created_at"])
      .execute();
  },
};
