import { type Kysely, type Migration, sql } from "kysely";

/** An index that holds only what did not arrive, so that counting it does not read all that ever did. */
export const addLostDeliveries: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index deliveries_lost on deliveries (state, created_at) where state in ('failed', 'unknown')`.execute(
      db,
    );
  },
};
