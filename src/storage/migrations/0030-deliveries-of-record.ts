import type { Kysely, Migration } from "kysely";

/** Finds what was and is to be sent about a record. */
export const addDeliveriesOfRecord: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex("deliveries_of_record")
      .on("deliveries")
      .columns(["tenant_id", "record", "created_at"])
      .execute();
  },
};
