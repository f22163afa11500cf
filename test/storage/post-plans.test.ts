import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Client } from "pg";
import { compilePosts } from "../../src/storage/post-statements";
import { compileOnly, openPostgresStore } from "../../src/storage/postgres-store";
import type { Tables } from "../../src/storage/schema";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { describePostgres, useDatabases } from "../support/shared-postgres";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
const makeDatabase = useDatabases();

const place = { tenantId: "contoso", conversationId: "hall" };

/** What a change of a case and a message in a channel ask of all that was ever posted, by the index each is to go by. */
function askedOf(db: Kysely<Tables>) {
  const { findThread, forgetActivity, postsOf } = compilePosts(db);
  return [
    {
      index: "posts_of_record",
      sql: postsOf.sql,
      parameters: postsOf.bind({ tenantId: "contoso", record: 7 }),
    },
    {
      index: "posts_of_thread",
      sql: findThread.sql,
      parameters: findThread.bind({ ...place, threadId: "thread-7" }),
    },
    {
      index: "posts_of_activity",
      sql: forgetActivity.sql,
      parameters: forgetActivity.bind({ ...place, activityId: "activity-7" }),
    },
  ];
}

test("a data file finds what was posted about a case and in a thread without all other posts", async () => {
  const file = join(makeDirectory(), "records.db");
  await (await openSqliteStore({ file })).close();
  const database = new Database(file, { readonly: true });

  const plans = askedOf(new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })).map(
    ({ index, sql, parameters }) =>
      [index, JSON.stringify(database.prepare(`explain query plan ${sql}`).all(...parameters))] as const,
  );
  database.close();

  for (const [index, plan] of plans) expect(plan).toContain(`USING INDEX ${index}`);
});

describePostgres("PostgreSQL", () => {
  test("finds what was posted about a case and in a thread without all other posts", async () => {
    const url = await makeDatabase();
    await (await openPostgresStore({ url, limits: { connect: 20_000 } })).close();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query("select set_config('partner_support.tenant', 'contoso', false)");
    await client.query(`insert into posts (tenant_id, conversation_id, name, record, activity_id, thread_id)
      select 'contoso', 'hall', 'record:' || n, n, 'activity-' || n, 'thread-' || n from generate_series(1, 5000) n`);
    await client.query("analyze");

    const plans: (readonly [string, string])[] = [];
    for (const { index, sql, parameters } of askedOf(compileOnly)) {
      const { rows } = await client.query<object>(`explain ${sql}`, [...parameters]);
      plans.push([index, JSON.stringify(rows)]);
    }
    await client.end();

    for (const [index, plan] of plans) expect(plan).toContain(`Index Scan using ${index}`);
  });
});
