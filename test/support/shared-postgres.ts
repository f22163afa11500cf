import { findPostgres, query } from "./postgres-server";
import { dropDatabase, hasPostgres, makeDatabase, makeEmptyDatabase } from "./test-databases";

/**
 * `describe` for what needs PostgreSQL. Without it the tests are shown as skipped; on a build machine they fail, because
 * there nobody would notice.
 */
export const describePostgres = hasPostgres() || process.env["CI"] === "true" ? describe : describe.skip;

/** The same for tests that must have a server of their own. */
export const describeOwnPostgres =
  findPostgres() !== null || process.env["CI"] === "true" ? describe : describe.skip;

/** Gives every test databases with the newest schema and nothing in them. */
export function useDatabases(): () => Promise<string> {
  const free: string[] = [];
  const taken: string[] = [];
  // Emptying one takes a fraction of the time of making one.
  afterEach(async () => {
    for (const url of taken.splice(0)) {
      await query(url, emptyTables);
      free.push(url);
    }
  });
  afterAll(async () => {
    for (const url of free) await dropDatabase(url);
  });
  return async () => {
    const url = free.pop() ?? (await makeDatabase());
    taken.push(url);
    return url;
  };
}

/** The owner may do for a moment what the history refuses to everybody. */
const emptyTables = `do $$
  declare names text;
  begin
    alter table history disable trigger user;
    select string_agg(c.oid::regclass::text, ', ') into names from pg_class c
      where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace
      and c.relname not like 'kysely%';
    execute 'truncate ' || names;
    alter table history enable trigger user;
  end $$`;

/** Gives every test new databases without a schema, and removes them after it. */
export function useEmptyDatabases(): () => Promise<string> {
  const made: string[] = [];
  afterEach(async () => {
    for (const url of made.splice(0)) await dropDatabase(url);
  });
  return async () => {
    const url = await makeEmptyDatabase();
    made.push(url);
    return url;
  };
}
