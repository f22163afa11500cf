import { type Kysely, type Migration, sql } from "kysely";

/**
 * What is old is found by its age, and cases that still have their words are told by themselves: every hour's look
 * for them read whole tables, and nobody was answered meanwhile.
 */
export const addAges: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable("records")
      .addColumn("has_words", "integer", (column) => column.notNull().defaultTo(1))
      .execute();
    await sql`update records set has_words = 0 where exists (
      select 1 from stripped where stripped.tenant_id = records.tenant_id
        and stripped.number = records.number and stripped.at >= records.updated_at)`.execute(db);
    await db.schema.dropTable("stripped").execute();
    await sql`create index records_with_words on records (updated_at) where settled = 1 and has_words = 1`.execute(
      db,
    );
    await sql`create index turns_by_age on turns (at)`.execute(db);
    await sql`create index answers_by_age on answers (at)`.execute(db);
    await sql`create index intakes_by_age on intakes (updated_at)`.execute(db);
    await sql`create index people_by_age on people (at) where leads = 0`.execute(db);
    await sql`create index conversations_removed on conversations (updated_at) where state = 'removed'`.execute(
      db,
    );
    await sql`create index files_of_no_case on files (at) where number is null`.execute(db);
  },
};
