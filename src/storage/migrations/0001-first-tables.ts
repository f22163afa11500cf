import type { Kysely, Migration } from "kysely";

/** The part of the first schema that each engine words in its own way. */
export type ProtectHistory = (db: Kysely<unknown>) => Promise<void>;

/** Dialogs, profiles, records with their numbers and history, and the turns already taken. */
export function createFirstTables(protectHistory: ProtectHistory): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createPersonalTables(db);
      await createRecords(db);
      await createHistory(db);
      await protectHistory(db);
    },
  };
}

async function createPersonalTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("turns")
    .addColumn("tenant_id", "text", (column) => column.notNull())
    .addColumn("conversation_id", "text", (column) => column.notNull())
    .addColumn("activity_id", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("turns_key", ["tenant_id", "conversation_id", "activity_id"])
    .execute();
  await db.schema
    .createTable("profiles")
    .addColumn("tenant_id", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("profiles_key", ["tenant_id", "user_id"])
    .execute();
  await db.schema
    .createTable("intakes")
    .addColumn("tenant_id", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("conversation_id", "text", (column) => column.notNull())
    .addColumn("ordinal", "integer", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("intakes_key", ["tenant_id", "id"])
    .execute();
  await db.schema
    .createIndex("intakes_newest")
    .unique()
    .on("intakes")
    .columns(["tenant_id", "user_id", "conversation_id", "ordinal"])
    .execute();
}

async function createRecords(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("record_numbers")
    .addColumn("tenant_id", "text", (column) => column.primaryKey().notNull())
    .addColumn("last", "integer", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("records")
    .addColumn("tenant_id", "text", (column) => column.notNull())
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("settled", "integer", (column) => column.notNull())
    .addColumn("requester_id", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("customer_name", "text")
    .addColumn("customer_domain", "text")
    .addColumn("customer_key", "text")
    .addColumn("product", "text")
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("severity", "text")
    .addColumn("document", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("records_key", ["tenant_id", "number"])
    .execute();
  await db.schema
    .createIndex("records_of_requester")
    .on("records")
    .columns(["tenant_id", "requester_id", "settled", "updated_at desc", "number desc"])
    .execute();
  await db.schema
    .createIndex("records_recent_customers")
    .on("records")
    .columns(["tenant_id", "requester_id", "customer_key", "number"])
    .execute();
}

async function createHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("history")
    .addColumn("tenant_id", "text", (column) => column.notNull())
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("by_id", "text", (column) => column.notNull())
    .addColumn("by_name", "text", (column) => column.notNull())
    .addColumn("field", "text", (column) => column.notNull())
    .addColumn("old", "text")
    .addColumn("new", "text")
    .addColumn("why", "text")
    .addPrimaryKeyConstraint("history_key", ["tenant_id", "number", "seq"])
    .addForeignKeyConstraint("history_record", ["tenant_id", "number"], "records", ["tenant_id", "number"])
    .execute();
}
