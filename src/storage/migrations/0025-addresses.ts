import type { Kysely, Migration } from "kysely";

/** What a person of a personal chat signs in with: links to a chat with them take nothing else. */
export const addAddresses: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("conversations").addColumn("address", "text").execute();
  },
};
