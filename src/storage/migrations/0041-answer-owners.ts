import type { Kysely, Migration } from "kysely";

/** Which instance answers a message: who asks again goes on, and only the owner gives it back. */
export const addAnswerOwners: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("answers").addColumn("owner", "text").execute();
  },
};
