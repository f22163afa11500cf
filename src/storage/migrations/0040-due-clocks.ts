import { type Kysely, type Migration, sql } from "kysely";

/**
 * Keeps which clock is due beside the moment, so that a list need not reckon it from each case's history; forgetting by
 * which rules the moments were reckoned has every unfinished case looked at once. And an index of a product's unfinished
 * cases by their beginning: among all its cases those of the last days were far apart.
 */
export const addDueClocks: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("records").addColumn("due_clock", "text").execute();
    await sql`delete from due_rules`.execute(db);
    // Made for the same search, over the finished ones, too.
    await db.schema.dropIndex("records_of_product").execute();
    await db.schema
      .createIndex("records_unfinished_of_product")
      .on("records")
      .columns(["tenant_id", "product", "created_at desc", "updated_at", "number"])
      .where(sql.ref("settled"), "=", sql.lit(0))
      .execute();
  },
};
