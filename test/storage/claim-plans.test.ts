import { Kysely, Migrator, PostgresDialect } from "kysely";
import { Client, Pool } from "pg";
import { listMigrations } from "../../src/storage/migrate";
import { postgresSchema, textByBytes } from "../../src/storage/postgres-schema";
import { compileOnly, openPostgresStore } from "../../src/storage/postgres-store";
import { createReminderSteps } from "../../src/storage/reminder-steps";
import { describePostgres, useEmptyDatabases } from "../support/shared-postgres";

const makeEmpty = useEmptyDatabases();

/** As versions up to the schema step 0044 kept the tenants apart. */
const olderPolicies = `do $$
  declare found record;
  begin
    for found in
      select c.oid::regclass as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
    loop
      execute format('create policy one_tenant on %s using (
        tenant_id = current_setting(''partner_support.tenant'', true)
        or current_setting(''partner_support.every_tenant'', true) = ''on'')', found.name);
      execute format('alter table %s enable row level security, force row level security', found.name);
    end loop;
  end $$`;

async function makeOlder(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 });
  const db = new Kysely({ dialect: new PostgresDialect({ pool }), plugins: [textByBytes] });
  const known = Object.entries(listMigrations(postgresSchema)).filter(([name]) => name < "0045");
  const provider = { getMigrations: () => Promise.resolve(Object.fromEntries(known)) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw new Error("the old schema was not made", { cause: error });
  await pool.query(olderPolicies);
  await db.destroy();
}

/** Many cases to look at one day, of which some hundreds are due and lie everywhere. */
const fill = `insert into records (tenant_id, number, revision, state, settled, requester_id, title, outcome, overridden,
    document, created_at, updated_at, next_look_at)
  select 'tenant-' || n % 3, n, 1, 'open', 0, 'ada', '', 'resolve', 0, '{}', '', '',
    case when n % 40 = 0 then '2026-' else '2027-' end || lpad((n * 7919 % 100003)::text, 6, '0')
  from generate_series(1, 30000) n`;

describePostgres("a database", () => {
  test.each([
    ["of this version", () => Promise.resolve()],
    ["of an older version", makeOlder],
  ])(
    "%s finds the few reminders to look for without reading and sorting all that is due",
    async (_, prepare) => {
      const url = await makeEmpty();
      await prepare(url);
      await (await openPostgresStore({ url, limits: { connect: 20_000 } })).close();
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query("select set_config('partner_support.every_tenant', 'on', false)");
      await client.query(fill);
      await client.query("analyze");

      const step = createReminderSteps(compileOnly, "skip").claim("2026-9", 64, 60_000).next();
      if (step.done === true) throw new Error("nothing was asked");
      const { rows } = await client.query(`explain ${step.value.sql}`, [...step.value.parameters]);
      await client.end();

      const plan = JSON.stringify(rows);
      expect(plan).toMatch(/Index Scan using records_next_look/);
      expect(plan).not.toMatch(/Sort|Bitmap/);
    },
    60_000,
  );
});
