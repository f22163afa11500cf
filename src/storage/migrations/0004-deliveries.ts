import type { Kysely, Migration } from "kysely";

/** Where messages can be sent, what was posted there, and what is still to be sent. */
export const addDeliveries: Migration = {
  async up(db: Kysely<unknown>) {
    await createConversations(db);
    await createPosts(db);
    await createDeliveries(db);
  },
};

async function createConversations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("conversations")
    .addColumn("tenant_id", "text", (column) => column.notNull())
    .addColumn("conversation_id", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("service_url", "text", (column) => column.notNull())
    .addColumn("user_id", "text")
    .addColumn("team_id", "text")
    .addColumn("name", "text")
    .addColumn("locale", "text")
    .addColumn("time_zone", "text")
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("conversations_key", ["tenant_id", "conversation_id"])
    .execute();
  await db.schema
    .createIndex("conversations_of_person")
    .on("conversations")
    .columns(["tenant_id", "user_id"])
    .execute();
}

async function createPosts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("posts")
    .addColumn("tenant_id", "text", (column) => column.notNull())
    .addColumn("conversation_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("record", "integer")
    .addColumn("activity_id", "text", (column) => column.notNull())
    .addColumn("thread_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("posts_key", ["tenant_id", "conversation_id", "name"])
    .execute();
  await db.schema.createIndex("posts_of_record").on("posts").columns(["tenant_id", "record"]).execute();
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("deliveries")
    .addColumn("tenant_id", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("conversation_id", "text", (column) => column.notNull())
    .addColumn("ordinal", "integer", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("post", "text")
    .addColumn("thread", "text")
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("record", "integer")
    .addColumn("caused_by", "text")
    .addColumn("priority", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("settled", "integer", (column) => column.notNull())
    .addColumn("untold", "integer", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("begun", "integer", (column) => column.notNull())
    .addColumn("lease", "text")
    .addColumn("next_try_at", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("since", "text", (column) => column.notNull())
    .addColumn("sent_at", "text")
    .addColumn("activity_id", "text")
    .addColumn("error", "text")
    .addPrimaryKeyConstraint("deliveries_key", ["tenant_id", "key"])
    .execute();
  await db.schema
    .createIndex("deliveries_order")
    .unique()
    .on("deliveries")
    .columns(["tenant_id", "conversation_id", "ordinal"])
    .execute();
  await db.schema
    .createIndex("deliveries_open")
    .on("deliveries")
    .columns(["settled", "tenant_id", "conversation_id", "ordinal"])
    .execute();
  await db.schema
    .createIndex("deliveries_untold")
    .on("deliveries")
    .columns(["untold", "created_at"])
    .execute();
}
