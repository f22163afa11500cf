import type { Kysely, Migration } from "kysely";

/** Which cases go to which channel, who was met in which place, and which cases went which way. */
export const addRoutes: Migration = {
  async up(db: Kysely<unknown>) {
    await createRoutes(db);
    await createPeople(db);
    await db.schema.alterTable("records").addColumn("route_id", "text").execute();
    await db.schema
      .createIndex("records_of_route")
      .on("records")
      .columns(["tenant_id", "route_id", "settled"])
      .execute();
  },
};

async function createRoutes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("routes")
    .addColumn("tenant_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("conversation_id", "text", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("routes_key", ["tenant_id", "id"])
    .execute();
}

async function createPeople(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("people")
    .addColumn("tenant_id", "text", (column) => column.notNull())
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("leads", "integer", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("people_key", ["tenant_id", "place", "user_id"])
    .execute();
}
