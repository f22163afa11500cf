import { type Kysely, type Migration, sql } from "kysely";

/**
 * One narrow row for each case, for counting many of them without reading a document. What an older program has
 * saved is listed in `unmeasured` and measured little by little.
 */
export const addReports: Migration = {
  async up(db: Kysely<unknown>) {
    await createCaseFacts(db);
    await db.schema
      .createTable("unmeasured")
      .addColumn("tenant_id", "text", (column) => column.notNull())
      .addColumn("number", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("unmeasured_key", ["tenant_id", "number"])
      .execute();
    await sql`insert into unmeasured (tenant_id, number) select tenant_id, number from records`.execute(db);
  },
};

async function createCaseFacts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("case_facts")
    .addColumn("tenant_id", "text", (column) => column.notNull())
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("requester_id", "text", (column) => column.notNull())
    .addColumn("owner_id", "text")
    .addColumn("team", "text")
    .addColumn("customer_key", "text")
    .addColumn("customer_name", "text")
    .addColumn("product", "text")
    .addColumn("severity", "text")
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("edition", "text", (column) => column.notNull())
    .addColumn("decided_row", "text", (column) => column.notNull())
    .addColumn("handling", "text", (column) => column.notNull())
    .addColumn("response_due_at", "text")
    .addColumn("responded_at", "text")
    .addColumn("taken_minutes", "integer")
    .addColumn("waiting_since", "text")
    .addColumn("reopened", "integer", (column) => column.notNull())
    .addColumn("moved", "text")
    .addPrimaryKeyConstraint("case_facts_key", ["tenant_id", "number"])
    .execute();
  await db.schema
    .createIndex("case_facts_by_beginning")
    .on("case_facts")
    .columns(["tenant_id", "created_at"])
    .execute();
  await db.schema
    .createIndex("case_facts_of_customer")
    .on("case_facts")
    .columns(["tenant_id", "customer_key", "created_at"])
    .execute();
}
