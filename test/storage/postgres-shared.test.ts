import { z } from "zod";
import { openStore } from "../../src/storage/open-store";
import { createThreadLock, makeLockMemory } from "../../src/storage/thread-lock";
import type { Store } from "../../src/storage/store";
import { openDatabaseGuard } from "../../src/storage/database-guard";
import { openPostgresStore } from "../../src/storage/postgres-store";
import { query } from "../support/postgres-server";
import { describePostgres, useDatabases, useEmptyDatabases } from "../support/shared-postgres";
import { sampleDelivery, testSharing } from "../contracts/sharing-contract";
import { createRecord, moment, readAll, sampleKey } from "../contracts/store-samples";

const limits = { connect: 20_000 };
const Ordinal = z.object({ ordinal: z.coerce.number() });

describePostgres("two instances on one PostgreSQL database", () => {
  const makeDatabase = useDatabases();
  let url: string;
  let stores: readonly [Store, Store];

  testSharing(async () => {
    url = await makeDatabase();
    stores = [await openPostgresStore({ url, limits }), await openPostgresStore({ url, limits })];
    return {
      stores,
      async readOrdinals(conversationId) {
        const rows = await query(
          asSuperuser(url),
          `select ordinal from deliveries where conversation_id = '${conversationId}' order by ordinal`,
        );
        return rows.map((row) => Ordinal.parse(row).ordinal);
      },
    };
  });

  test("take over what a sender left behind only when its lease has ended, also at a start", async () => {
    await stores[0].saveTurn({
      key: sampleKey(),
      at: moment(0),
      deliveries: [sampleDelivery("one", "hall")],
    });
    expect((await stores[0].claimDeliveries(moment(0), 5, 120_000)).claimed).toHaveLength(1);

    const third = await openPostgresStore({ url, limits });

    expect((await third.claimDeliveries(moment(1), 5, 60_000)).claimed).toEqual([]);
    expect((await third.claimDeliveries(moment(2), 5, 60_000)).claimed).toHaveLength(1);
    await third.close();
  });

  test("sort by bytes whatever the language of the database, and take what no text can hold", async () => {
    for (const tenantId of ["a", "B", "ä", "Z"]) await createRecord(stores[0], { key: { tenantId } });
    await createRecord(stores[0], { key: { tenantId: "a" }, record: { title: "zero \0 and half \ud800" } });

    expect((await readAll(stores[0].exportRecords())).map(({ tenantId }) => tenantId)).toEqual([
      ...["B", "Z", "a", "a", "ä"],
    ]);
  });
});

describePostgres("the threads of one process", () => {
  const makeDatabase = useDatabases();

  test.each([
    [1, 10],
    [2, 5],
    [8, 2],
  ])(
    "of %d each has at most %d connections, and all that ask at once are answered",
    async (threads, most) => {
      const url = await makeDatabase();
      const lock = createThreadLock(makeLockMemory(), 1);
      const store = await openStore({ kind: "postgres", url }, undefined, { isFirst: true, lock, threads });

      const asking = Array.from({ length: 30 }, (_, place) => store.findRecord("contoso", place + 1));

      expect(new Set(await Promise.all(asking))).toEqual(new Set([null]));
      // Those that have nothing to do stay for a while.
      const opened =
        "select count(*)::int as opened from pg_stat_activity where datname = current_database()";
      const ofThread = `${opened} and application_name = 'partner-support'`;
      expect(await query(asSuperuser(url), ofThread)).toEqual([{ opened: most }]);
      await store.close();
    },
  );
});

/** Somebody whom row-level security does not hold back. */
function asSuperuser(url: string): string {
  const address = new URL(url);
  address.username = "postgres";
  return address.href;
}

describePostgres("what the database tells of itself", () => {
  const makeDatabase = useDatabases();
  const told: string[] = [];
  const report = (message: string): void => {
    told.push(message);
  };
  beforeEach(() => {
    told.length = 0;
  });

  test("a role beyond row-level security is found out and told; the product's own is none", async () => {
    const url = await makeDatabase();
    const loose = await openDatabaseGuard(
      { kind: "postgres", url: asSuperuser(url) },
      { localNow: Date.now, report },
    );
    expect([loose.isolatesTenants, told.length]).toEqual([false, 1]);
    const strict = await openDatabaseGuard({ kind: "postgres", url }, { localNow: Date.now, report });
    expect([strict.isolatesTenants, told.length]).toEqual([true, 1]);
    loose.close();
    strict.close();
  });

  test.each([-3_600_000, 300_000])("a clock that is %d ms off goes by the database's", async (off) => {
    const url = await makeDatabase();
    const localNow = () => Date.now() + off;
    const guard = await openDatabaseGuard({ kind: "postgres", url }, { localNow, report });
    expect(Math.abs(localNow() + guard.aheadMs() - Date.now())).toBeLessThan(2000);
    expect(told).toEqual(["the clock of this machine is not the database's, which is used"]);
    guard.close();
  });
});

describePostgres("the tables of PostgreSQL", () => {
  const makeDatabase = useDatabases();
  let url: string;
  let store: Store;

  beforeEach(async () => {
    url = await makeDatabase();
    store = await openPostgresStore({ url, limits });
    await createRecord(store);
    await createRecord(store, { key: { tenantId: "fabrikam" } });
  });
  afterEach(() => store.close());

  const scope = (tenantId: string) => `select set_config('partner_support.tenant', '${tenantId}', false)`;

  test("all belong to tenants and are closed to whoever names none", async () => {
    const tables = await query(
      url,
      `select relname as name, relrowsecurity and relforcerowsecurity as closed,
        exists (select from pg_attribute where attrelid = c.oid and attname = 'tenant_id') as of_tenants
      from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%'`,
    );

    expect(tables.length).toBeGreaterThan(12);
    // A policy would rule the inverted index of the terms out: they name the tenant, and lead to guarded records only.
    // The others hold one row each, of what this program reckons by.
    const open = ["due_rules", "record_terms", "search_version"];
    const closed = tables.filter((table) => !open.some((name) => "name" in table && table.name === name));
    expect(closed.length).toBe(tables.length - open.length);
    expect(closed).toEqual(closed.map((table) => ({ ...table, closed: true, of_tenants: true })));
    expect(await query(url, "select * from records")).toEqual([]);
    expect(await query(url, "select * from history")).toEqual([]);
  });

  test("show a tenant its own rows and take none for another, whatever a query forgets to say", async () => {
    const rows = await query(url, `${scope("fabrikam")}; select distinct tenant_id from records`);
    expect(rows).toEqual([{ tenant_id: "fabrikam" }]);
    const number =
      "insert into record_numbers values ('contoso', 9) on conflict (tenant_id) do update set last = 9";
    await expect(query(url, `${scope("fabrikam")}; ${number}`)).rejects.toThrow("row-level security");
    expect(
      await query(
        url,
        `${scope("fabrikam")}; update records set title = 'x' where tenant_id = 'contoso' returning 1`,
      ),
    ).toEqual([]);
  });

  test.each([
    ["update", "update history set new = 'closed'"],
    ["delete", "delete from history"],
    ["truncate", "truncate history"],
    [
      "gap",
      "insert into history select tenant_id, number, 9, at, by_id, by_name, field, old, new, why, 1 from history",
    ],
  ])("refuse for the history: %s", async (_, statement) => {
    await expect(query(url, `${scope("contoso")}; ${statement}`)).rejects.toThrow(
      "history is only ever appended to",
    );

    expect(await store.readHistory("contoso", 1)).toHaveLength(1);
  });
});

describePostgres("opening a PostgreSQL database", () => {
  const makeEmpty = useEmptyDatabases();
  const refusal = async (url: string): Promise<unknown> =>
    openPostgresStore({ url }).then(
      () => "opened",
      (error: unknown) => (error instanceof Error ? error.message : error),
    );

  test("five instances that start at once on an empty one make the schema once", async () => {
    const url = await makeEmpty();

    const stores = await Promise.all(Array.from({ length: 5 }, () => openPostgresStore({ url, limits })));

    const created = await Promise.all(stores.map((store) => createRecord(store)));
    expect(created.map(({ number }) => number).toSorted()).toEqual([1, 2, 3, 4, 5]);
    await Promise.all(stores.map((store) => store.close()));
  });

  test("one with the tables of another program is refused and left as it was", async () => {
    const url = await makeEmpty();
    await query(url, "create table songs (title text)");

    expect(await refusal(url)).toMatch(
      /^the database test_\w+ on 127\.0\.0\.1:\d+ holds the tables of another program/,
    );
    expect(await query(url, "select relname from pg_class where relname like 'kysely%'")).toEqual([]);
  });

  test("one of a newer version is refused before anything is changed", async () => {
    const url = await makeEmpty();
    await (await openPostgresStore({ url })).close();
    await query(url, "insert into kysely_migration values ('0999-later', '2030-01-01T00:00:00.000Z')");

    expect(await refusal(url)).toContain(
      "was written by a newer version of this program (schema step 0999-later",
    );
  });

  test("one that is not there, or a server that is not, is told with what to do, and without the password", async () => {
    const missing = new URL(await makeEmpty());
    missing.pathname = "/nowhere";
    missing.password = "s3cret";
    expect(await refusal(missing.href)).toMatch(
      /^the database nowhere on \S+ cannot be opened \(3D000\): there is no such database; create it/,
    );
    expect(await refusal("postgres://bot:s3cret@127.0.0.1:9/support")).toBe(
      "the database support on 127.0.0.1:9 cannot be opened (ECONNREFUSED): it does not answer; check that it runs " +
        "and can be reached. As soon as it answers, this program goes on",
    );
  });
});
