import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, Migrator, PostgresDialect, sql, SqliteDialect } from "kysely";
import { Pool } from "pg";
import { listMigrations, type SchemaDialect } from "../../src/storage/migrate";
import { postgresSchema, textByBytes } from "../../src/storage/postgres-schema";
import { openPostgresStore } from "../../src/storage/postgres-store";
import { applicationId } from "../../src/storage/sqlite-connection";
import { openSqliteStore, sqliteSchema } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import {
  createRecord,
  moment,
  sampleIntake,
  sampleKey,
  sampleProfile,
  sampleRecord,
  sampleRoute,
} from "../contracts/store-samples";
import { describePostgres, useEmptyDatabases } from "../support/shared-postgres";
import { useTemporaryDirectories } from "./temporary-directory";

type Row = Readonly<Record<string, string | number | null>>;

const tenant = { tenant_id: "contoso" };
const person = { by_id: "ada", by_name: "Ada" };
const times = { created_at: moment(0), updated_at: moment(0) };
const hall = { ...tenant, conversation_id: "hall" };
const record = { ...sampleRecord(), number: 1 };

/** A row of each table as a program of any time could have written it; columns that are not there yet are left out. */
const rows: readonly (readonly [string, Row])[] = [
  ["turns", { ...tenant, conversation_id: "desk", activity_id: "old", at: moment(0) }],
  [
    "profiles",
    { ...tenant, user_id: "ada", revision: 1, document: JSON.stringify(sampleProfile()), ...times },
  ],
  [
    "intakes",
    {
      ...{ ...tenant, id: "intake-1", user_id: "ada", conversation_id: "desk", ordinal: 1, revision: 1 },
      ...{ state: "asking", document: JSON.stringify(sampleIntake()), ...times },
    },
  ],
  ["record_numbers", { ...tenant, last: 1 }],
  [
    "records",
    {
      ...{
        ...tenant,
        number: 1,
        revision: 1,
        state: "open",
        settled: 0,
        requester_id: "ada",
        title: record.title,
      },
      ...{
        outcome: "resolve",
        severity: "C",
        document: JSON.stringify(record),
        next_look_at: moment(0),
        ...times,
      },
    },
  ],
  [
    "history",
    {
      ...tenant,
      number: 1,
      seq: 1,
      at: moment(0),
      ...person,
      field: "state",
      old: null,
      new: "open",
      why: null,
    },
  ],
  [
    "files",
    {
      ...tenant,
      id: "file-1",
      number: 1,
      intake_id: "intake-1",
      name: "a.png",
      state: "pending",
      source: "{}",
      ...person,
      at: moment(0),
    },
  ],
  ["conversations", { ...hall, kind: "channel", service_url: "https://a/", state: "active", ...times }],
  ["posts", { ...hall, name: "card", record: 1, activity_id: "5", thread_id: "5" }],
  [
    "deliveries",
    {
      ...{ ...hall, key: "one", ordinal: 1, kind: "post", body: '{"what":"record","record":1}', record: 1 },
      ...{ priority: "normal", state: "pending", settled: 0, untold: 0, attempts: 0, begun: 0 },
      ...{ next_try_at: moment(0), since: moment(0), ...times },
    },
  ],
  [
    "routes",
    { ...hall, id: "route-1", revision: 1, position: 0, document: JSON.stringify(sampleRoute()), ...times },
  ],
  ["people", { ...tenant, place: "team", user_id: "bo", name: "Bo", leads: 1, at: moment(0) }],
  ["reminders", { ...tenant, record: 1, key: "due", at: moment(0) }],
  ...["erased-1", "erased-2"].map((pseudonym, minute): readonly [string, Row] => [
    "erasures",
    { ...tenant, pseudonym, kind: "person", subject: "cy", by_id: "bo", at: moment(minute) },
  ]),
];

/** Makes the schema of a time and fills it; answers the tables it had. */
async function makeOld(
  db: Kysely<unknown>,
  dialect: SchemaDialect,
  last: string,
): Promise<ReadonlySet<string>> {
  const known = Object.entries(listMigrations(dialect)).filter(([name]) => name <= last);
  const provider = { getMigrations: () => Promise.resolve(Object.fromEntries(known)) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw new Error("the old schema was not made", { cause: error });
  const tables = new Map((await db.introspection.getTables()).map(({ name, columns }) => [name, columns]));
  for (const [name, row] of rows) {
    const columns = tables.get(name)?.filter((column) => column.name in row) ?? [];
    if (columns.length === 0) continue;
    const names = sql.join(columns.map((column) => sql.ref(column.name)));
    const values = sql.join(columns.map((column) => sql`${row[column.name]}`));
    // What a schema does not allow any more no program of its time has written.
    await sql`insert into ${sql.table(name)} (${names}) values (${values}) on conflict do nothing`.execute(
      db,
    );
  }
  return new Set(tables.keys());
}

async function expectAll(store: Store, tables: ReadonlySet<string>): Promise<void> {
  const has = (table: string): number => (tables.has(table) ? 1 : 0);
  expect(await store.findRecord("contoso", 1)).toEqual(record);
  expect((await store.readHistory("contoso", 1)).map((entry) => entry.new)).toEqual(["open"]);
  expect(await store.loadTurn(sampleKey({ activityId: "old" }))).toEqual({
    seen: true,
    profile: sampleProfile(),
    intake: sampleIntake(),
  });
  expect(await store.listFiles("contoso", 1)).toHaveLength(has("files"));
  expect(await store.postsOf("contoso", 1)).toHaveLength(has("posts"));
  expect(await store.listRoutes("contoso")).toHaveLength(has("routes"));
  expect(await store.listLeads("contoso")).toHaveLength(has("people"));
  expect(await store.saidReminders({ tenantId: "contoso", number: 1 })).toHaveLength(has("reminders"));
  const begun = has("erasures") === 1 ? [expect.objectContaining({ id: "cy", pseudonym: "erased-1" })] : [];
  expect(await store.openErasures()).toEqual(begun);
  expect((await store.claimDeliveries(moment(1), 9, 1)).claimed).toHaveLength(has("deliveries"));
  expect((await store.claimDueRecords(moment(1), 9, 1)).claimed).toHaveLength(1);
  expect((await createRecord(store)).number).toBe(2);
}

const makeDirectory = useTemporaryDirectories();

describe("a data file", () => {
  test.each(Object.keys(listMigrations(sqliteSchema)))(
    "made with the schema of %s is brought up to date",
    async (last) => {
      const file = join(makeDirectory(), "records.sqlite");
      const database = new Database(file);
      database.pragma(`application_id = ${applicationId}`);
      const tables = await makeOld(
        new Kysely({ dialect: new SqliteDialect({ database }) }),
        sqliteSchema,
        last,
      );
      database.close();

      const store = await openSqliteStore({ file });

      await expectAll(store, tables);
      await store.close();
    },
  );
});

describePostgres("a PostgreSQL database", () => {
  const makeEmpty = useEmptyDatabases();

  test.each(Object.keys(listMigrations(postgresSchema)))(
    "made with the schema of %s is brought up to date",
    async (last) => {
      const url = await makeEmpty();
      const pool = new Pool({ connectionString: url, max: 1 });
      const db = new Kysely({ dialect: new PostgresDialect({ pool }), plugins: [textByBytes] });
      const tables = await makeOld(db, postgresSchema, last);
      await db.destroy();

      const store = await openPostgresStore({ url, limits: { connect: 20_000 } });

      await expectAll(store, tables);
      await store.close();
    },
    60_000,
  );
});
