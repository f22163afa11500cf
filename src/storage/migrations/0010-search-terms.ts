import type { Kysely, Migration } from "kysely";

/** Tables of the search, made by each engine in its own way, and the version of the terms they hold. */
export function addSearchTerms(createTables: (db: Kysely<unknown>) => Promise<void>): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createTables(db);
      // Without a version everything is indexed when the store is opened.
      await db.schema
        .createTable("search_version")
        .addColumn("version", "integer", (column) => column.notNull())
        .execute();
    },
  };
}
