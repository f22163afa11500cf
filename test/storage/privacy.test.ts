import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { createPurgeWorker } from "../../src/privacy/purge-worker";
import { defaultRetention } from "../../src/privacy/retention";
import type { NewCaseFile } from "../../src/records/case-file";
import { openPostgresStore } from "../../src/storage/postgres-store";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import { describePrivacyContract } from "../contracts/privacy-contract";
import { createRecord, moment, sampleEntry, sampleFile, sampleKey } from "../contracts/store-samples";
import { query } from "../support/postgres-server";
import { describePostgres, useDatabases } from "../support/shared-postgres";
import { waitUntil } from "../support/wait-until";

const limits = { connect: 20_000 };
/** Somebody whom row-level security does not hold back. */
const asSuperuser = (url: string): string => Object.assign(new URL(url), { username: "postgres" }).href;

describePrivacyContract("the SQLite store", async () => ({
  store: await openSqliteStore({ file: ":memory:" }),
}));

const makeDatabase = useDatabases();

describePostgres("PostgreSQL", () => {
  describePrivacyContract("the PostgreSQL store", async () => ({
    store: await openPostgresStore({ url: await makeDatabase(), limits }),
  }));
});

describePostgres("two instances that remove what is old at the same time", () => {
  test("remove each row once between them, by the clock they are given, and leave the history's lines", async () => {
    const url = await makeDatabase();
    const stores = [
      await openPostgresStore({ url, limits }),
      await openPostgresStore({ url, limits }),
    ] as const;
    const [store] = stores;
    for (let number = 1; number <= 6; number += 1)
      await closeCase(store, [sampleFile({ id: `file-${number}`, number })]);
    const removed: Record<string, number> = {};
    const files = new Set<string>();
    // Nothing is old yet; two years later all of it is.
    const clock = { now: moment(2) };
    let looks = 0;
    const workers = stores.map((one) =>
      createPurgeWorker({
        store: {
          ...one,
          purge: async (what, before, limit) => {
            const count = await one.purge(what, before, limit);
            removed[what] = (removed[what] ?? 0) + count;
            return count;
          },
        },
        removeFile: ({ id }) => Promise.resolve(void files.add(id)),
        newId: randomUUID,
        now: () => clock.now,
        retention: defaultRetention,
        report: (message, fields) => {
          throw new Error(message, { cause: fields["err"] });
        },
        beforeLook: () => Promise.resolve(void (looks += 1)),
        sleep: () => new Promise((resolve) => setTimeout(resolve, 1)),
        batch: 5,
        cases: 2,
      }),
    );

    for (const worker of workers) worker.start();
    await waitUntil(
      () => looks,
      (count) => count > 4,
    );
    expect([removed["turns"], removed["cases"]]).toEqual([0, 0]);
    clock.now = "2029-01-01T00:00:00.000Z";
    await waitUntil(
      async () =>
        (
          await query(
            asSuperuser(url),
            "select 1 from turns union all select 1 from records where title <> ''",
          )
        ).length,
      (left) => left === 0,
    );
    await Promise.all(workers.map((worker) => worker.stop()));

    expect(removed).toMatchObject({ turns: 12, cases: 6 });
    expect(files.size).toBe(6);
    const histories = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((number) => store.readHistory("contoso", number)),
    );
    expect(histories.map(({ length }) => length)).toEqual([2, 2, 2, 2, 2, 2]);
    await Promise.all(stores.map((one) => one.close()));
  });

  test("take the words of a case once, and of none that somebody is changing", async () => {
    const url = await makeDatabase();
    const [one, two] = [await openPostgresStore({ url, limits }), await openPostgresStore({ url, limits })];
    for (let number = 1; number <= 6; number += 1) await closeCase(one);
    const other = new Client({ connectionString: asSuperuser(url) });
    await other.connect();
    await other.query("begin; update records set title = 'again' where number = 3");

    const counts = await Promise.all([one, two].map((store) => store.purge("cases", moment(9), 10)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(5);
    await other.query("commit");
    await other.end();
    expect(await two.purge("cases", moment(9), 10)).toBe(1);
    await Promise.all([one.close(), two.close()]);
  });
});

async function closeCase(store: Store, files: readonly NewCaseFile[] = []): Promise<void> {
  const record = await createRecord(store, { record: { title: "Ada Lovelace called" } });
  await store.saveTurn({
    key: sampleKey(),
    at: moment(1),
    updateRecord: { ...record, state: "closed", revision: 2, updatedAt: moment(1) },
    history: [sampleEntry({ field: "state" })],
    files,
  });
}
