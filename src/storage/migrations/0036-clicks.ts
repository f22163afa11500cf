import type { Kysely, Migration } from "kysely";

/** What was clicked in a turn, so that the same click is known when it comes under another id. */
export const addClicks: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("turns").addColumn("click", "text").execute();
  },
};
