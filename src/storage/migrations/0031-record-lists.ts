import { type Kysely, type Migration, sql } from "kysely";

/**
 * Finds records by their owner, their channel and what is due next, and counts what changes in a tenant. What is due is
 * found out by the look that every change leads to; the cases there are already are looked at once for it.
 */
export const addRecordLists: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ["owner_id", "channel_id", "due_at"])
      await db.schema.alterTable("records").addColumn(column, "text").execute();
    for (const column of ["owner_id", "channel_id", "severity"]) {
      await db.schema
        .createIndex(`records_by_${column}`)
        .on("records")
        .columns(["tenant_id", column, "updated_at desc", "number desc"])
        .execute();
    }
    await db.schema
      .createIndex("records_by_due")
      .on("records")
      .columns(["tenant_id", "due_at", "number"])
      .where(sql.ref("due_at"), "is not", null)
      .execute();
    await db.schema
      .alterTable("record_numbers")
      .addColumn("changes", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await sql`update records set next_look_at = updated_at where settled = 0`.execute(db);
  },
};
