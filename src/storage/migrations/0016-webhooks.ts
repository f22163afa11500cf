import type { Kysely, Migration } from "kysely";

/** The programs of a tenant that are told of changes. */
export const addWebhooks: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("webhooks")
      .addColumn("tenant_id", "text", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("url", "text", (column) => column.notNull())
      .addColumn("kinds", "text", (column) => column.notNull())
      .addColumn("secret", "text", (column) => column.notNull())
      .addColumn("old_secret", "text")
      .addColumn("old_until", "text")
      .addColumn("created_by_id", "text", (column) => column.notNull())
      .addColumn("created_by_name", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("webhooks_key", ["tenant_id", "id"])
      .execute();
    await db.schema
      .createIndex("webhooks_address")
      .unique()
      .on("webhooks")
      .columns(["tenant_id", "url"])
      .execute();
  },
};
