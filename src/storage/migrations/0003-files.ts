import type { Kysely, Migration } from "kysely";

/** Files sent to the chat: what they are and where they stand; their bytes lie in the file store. */
export const addFiles: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("files")
      .addColumn("tenant_id", "text", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("number", "integer")
      .addColumn("intake_id", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("content_type", "text")
      .addColumn("size", "integer")
      .addColumn("sha256", "text")
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("reason", "text")
      .addColumn("source", "text")
      .addColumn("by_id", "text", (column) => column.notNull())
      .addColumn("by_name", "text", (column) => column.notNull())
      .addColumn("at", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("files_key", ["tenant_id", "id"])
      .execute();
    await db.schema
      .createIndex("files_of_record")
      .on("files")
      .columns(["tenant_id", "number", "at"])
      .execute();
    await db.schema
      .createIndex("files_of_intake")
      .on("files")
      .columns(["tenant_id", "intake_id", "at"])
      .execute();
    await db.schema.createIndex("files_by_state").on("files").columns(["state", "at"]).execute();
  },
};
