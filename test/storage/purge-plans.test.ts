import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Client } from "pg";
import { purgeables } from "../../src/privacy/retention";
import { compileOnly, openPostgresStore } from "../../src/storage/postgres-store";
import { filesToPurge, purge } from "../../src/storage/purge-steps";
import type { Tables } from "../../src/storage/schema";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Step, Steps } from "../../src/storage/statement";
import { describePostgres, useDatabases } from "../support/shared-postgres";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
const makeDatabase = useDatabases();

const thousands = "from generate_series(1, 5000) n";
const moment = "'2025-' || lpad(n::text, 6, '0')";
/** Old rows, as many as it takes to be worth an index. */
const fillOf = {
  turns: `insert into turns (tenant_id, conversation_id, activity_id, at) select 'contoso', 'chat', n, ${moment} ${thousands}`,
  intakes: `insert into intakes (tenant_id, id, user_id, conversation_id, ordinal, revision, state, document, created_at,
    updated_at) select 'contoso', n, 'ada', 'chat', n, 1, 'done', '{}', ${moment}, ${moment} ${thousands}`,
  sent: `insert into deliveries (tenant_id, key, conversation_id, ordinal, kind, body, priority, state, settled, untold,
    attempts, begun, next_try_at, created_at, since) select 'contoso', n, 'chat-' || n, 1, 'post', '{}', 'normal', 'sent',
    1, 0, 1, 0, '', ${moment}, '' ${thousands}`,
} as const;
const noSearch = {
  *renew(): Steps<void> {
    // Nothing is stripped here.
  },
};

test.each(purgeables)(
  "the hourly look for old %s reads no table from end to end and sorts nothing",
  async (what) => {
    const file = join(makeDirectory(), "records.db");
    await (await openSqliteStore({ file })).close();
    const database = new Database(file, { readonly: true });
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    const asked: Step[] = [];
    const run = (steps: Steps<unknown>): void => {
      let step = steps.next();
      while (step.done !== true) {
        asked.push(step.value);
        step = steps.next({ rows: [], changed: 0 });
      }
    };

    run(filesToPurge(db, what, "2026", 10));
    run(purge({ db, locks: "none", search: noSearch }, { what, before: "2026", limit: 10 }));

    const plans = asked.map(({ sql, parameters }) =>
      JSON.stringify(database.prepare(`explain query plan ${sql}`).all(...parameters)),
    );
    database.close();
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
  },
);

describePostgres("PostgreSQL", () => {
  test.each(["turns", "sent", "intakes"] as const)(
    "removes a few of many old %s without reading the others",
    async (what) => {
      const url = await makeDatabase();
      await (await openPostgresStore({ url, limits: { connect: 20_000 } })).close();
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query("select set_config('partner_support.every_tenant', 'on', false)");
      await client.query(fillOf[what]);
      await client.query("analyze");
      await client.query("begin");
      const plans: string[] = [];

      const steps = purge(
        { db: compileOnly, locks: "skip", search: noSearch },
        { what, before: "2026", limit: 500 },
      );
      for (let step = steps.next(); step.done !== true;) {
        const { sql, parameters } = step.value;
        const isPlanned = sql.startsWith("delete");
        const { rows } = await client.query(`${isPlanned ? "explain " : ""}${sql}`, [...parameters]);
        if (isPlanned) plans.push(JSON.stringify(rows));
        step = steps.next({ rows: [], changed: 0 });
      }
      await client.end();

      expect(plans.length).toBeGreaterThan(0);
      expect(plans[0]).toMatch(/Index (Only )?Scan using (\w+_by_age|deliveries_untold)/);
      expect(plans[0]).not.toMatch(/Sort/);
    },
  );
});
