import { type Kysely, type Migration, sql } from "kysely";

/** When each record is to be looked at for reminders, and which have been said. */
export const addReminders: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("records").addColumn("next_look_at", "text").execute();
    // What the clocks say of the cases there are already is found out at the first look.
    await sql`update records set next_look_at = updated_at where settled = 0`.execute(db);
    await db.schema.createIndex("records_next_look").on("records").column("next_look_at").execute();
    await db.schema
      .createTable("reminders")
      .addColumn("tenant_id", "text", (column) => column.notNull())
      .addColumn("record", "integer", (column) => column.notNull())
      .addColumn("key", "text", (column) => column.notNull())
      .addColumn("at", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("reminders_key", ["tenant_id", "record", "key"])
      .execute();
  },
};
