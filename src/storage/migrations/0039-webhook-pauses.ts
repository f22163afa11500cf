import type { Kysely, Migration } from "kysely";

/** Since when a program that is told of changes is told of nothing for a while. */
export const addWebhookPauses: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("webhooks").addColumn("paused_at", "text").execute();
  },
};
