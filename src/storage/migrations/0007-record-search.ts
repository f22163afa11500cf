import type { Kysely, Migration } from "kysely";

/**
 * Indexes for finding a tenant's records, newest change first. Customer, requester, product and state have an index
 * each; severity and outcome have few values, so they are read beside the order they are met in.
 */
export const addRecordSearch: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex("records_by_update")
      .on("records")
      .columns(["tenant_id", "updated_at desc", "number desc", "severity", "outcome"])
      .execute();
    for (const column of ["customer_key", "requester_id", "product", "state"]) {
      await db.schema
        .createIndex(`records_by_${column}`)
        .on("records")
        .columns(["tenant_id", column, "updated_at desc", "number desc"])
        .execute();
    }
  },
};
