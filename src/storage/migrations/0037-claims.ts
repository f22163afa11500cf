import type { Kysely, Migration } from "kysely";

/** Who fetches a file and who answers a message, where several instances could. */
export const addClaims: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("files").addColumn("lease", "text").execute();
    await db.schema
      .createTable("answers")
      .addColumn("tenant_id", "text", (column) => column.notNull())
      .addColumn("conversation_id", "text", (column) => column.notNull())
      .addColumn("activity_id", "text", (column) => column.notNull())
      .addColumn("at", "text", (column) => column.notNull())
      .addColumn("lease", "text", (column) => column.notNull())
      .addColumn("done", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("answers_key", ["tenant_id", "conversation_id", "activity_id"])
      .execute();
  },
};
