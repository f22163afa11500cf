import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Client } from "pg";
import type { Erasure } from "../../src/privacy/privacy-store";
import { exportSubject } from "../../src/storage/export-subject";
import { compileOnly, openPostgresStore } from "../../src/storage/postgres-store";
import type { Tables } from "../../src/storage/schema";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Step, Steps } from "../../src/storage/statement";
import { eraseCasesPart, filesOfCustomer, hasCases } from "../../src/storage/strip-steps";
import { describePostgres, useDatabases } from "../support/shared-postgres";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
const makeDatabase = useDatabases();

const customer: Erasure = {
  tenantId: "contoso",
  kind: "customer",
  id: "fabrikam.example",
  pseudonym: "erased-1",
};

const indexes = ["records_of_customer_name", "records_of_customer_domain", "customer_key"];

/** What is asked about a customer by the cases it has, and not by what its dialogs say. */
async function askedOf(db: Kysely<Tables>): Promise<readonly Step[]> {
  const asked: Step[] = [];
  const engine = noteOf(asked);
  const search = {
    *renew(): Steps<void> {
      // Nothing is stripped here.
    },
  };
  await engine.read(null, () => hasCases(db, customer));
  await engine.read(null, () => filesOfCustomer(db, customer));
  await engine.read(null, () => eraseCasesPart({ db, locks: "none", search }, customer));
  await exportSubject({ engine, db, locks: "none" }, customer, 10);
  return asked.filter(({ sql }) => !sql.includes('from "intakes"'));
}

/** Runs steps over a database that holds nothing, and notes what is asked of it. */
function noteOf(asked: Step[]) {
  return {
    read<Result>(_scope: unknown, start: () => Steps<Result>): Promise<Result> {
      const steps = start();
      let step = steps.next();
      while (step.done !== true) {
        asked.push(step.value);
        step = steps.next({ rows: [], changed: 0 });
      }
      return Promise.resolve(step.value);
    },
  };
}

test("a data file finds what there is about a customer without reading all cases of the tenant", async () => {
  const file = join(makeDirectory(), "records.db");
  await (await openSqliteStore({ file })).close();
  const database = new Database(file, { readonly: true });

  const asked = await askedOf(new Kysely<Tables>({ dialect: new SqliteDialect({ database }) }));
  const plans = asked.map(({ sql, parameters }) =>
    JSON.stringify(database.prepare(`explain query plan ${sql}`).all(...parameters)),
  );
  database.close();

  expect(plans.length).toBeGreaterThan(5);
  for (const plan of plans) {
    for (const index of indexes) expect(plan).toContain(index);
    // What is found by the tenant alone is all of it.
    expect(plan).not.toMatch(/SCAN (?!found|own)|\(tenant_id=\?\)/);
  }
});

test("a data file finds the cases of a person by each of their columns", async () => {
  const file = join(makeDirectory(), "records.db");
  await (await openSqliteStore({ file })).close();
  const database = new Database(file, { readonly: true });
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  const asked: Step[] = [];

  await exportSubject(
    { engine: noteOf(asked), db, locks: "none" },
    { tenantId: "contoso", kind: "person", id: "ada" },
    10,
  );

  const [ofCases] = asked.filter(({ sql }) => sql.includes('from "records"'));
  if (ofCases === undefined) throw new Error("no case was asked for");
  const plan = JSON.stringify(
    database.prepare(`explain query plan ${ofCases.sql}`).all(...ofCases.parameters),
  );
  database.close();
  for (const column of ["requester_id", "owner_id"]) expect(plan).toContain(`tenant_id=? AND ${column}=?`);
  expect(plan).not.toContain("(tenant_id=?)");
});

describePostgres("PostgreSQL", () => {
  test("finds what there is about a customer without reading all cases of the tenant", async () => {
    const url = await makeDatabase();
    await (await openPostgresStore({ url, limits: { connect: 20_000 } })).close();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query("select set_config('partner_support.tenant', 'contoso', false)");
    await client.query(`insert into records (tenant_id, number, revision, state, settled, requester_id, title, outcome,
        overridden, document, created_at, updated_at, customer_name, customer_domain, customer_key)
      select 'contoso', n, 1, 'open', 0, 'ada', '', 'resolve', 0, '{}', '', '', 'Customer ' || n % 5000,
        'customer' || n % 5000 || '.example', 'tenant:' || n % 5000 from generate_series(1, 20000) n`);
    await client.query("analyze records");

    const plans: string[] = [];
    for (const { sql, parameters } of await askedOf(compileOnly)) {
      const { rows } = await client.query(`explain ${sql}`, [...parameters]);
      plans.push(JSON.stringify(rows));
    }
    await client.end();

    expect(plans.length).toBeGreaterThan(5);
    for (const plan of plans) {
      for (const index of indexes)
        expect(plan).toMatch(new RegExp(`Index (Only )?Scan (using|on) \\w*${index}`));
      expect(plan).not.toContain("Seq Scan on records");
    }
  });
});
