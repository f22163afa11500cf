import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import { changeSequence, createStoreModel, moveChanges, peopleIn, viewStore } from "../contracts/store-model";
import { createRecord, moment, readAll, sampleIntake, sampleKey } from "../contracts/store-samples";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();

let file: string;
let store: Store;

beforeEach(async () => {
  file = join(makeDirectory(), "records.db");
  store = await openSqliteStore({ file });
});
afterEach(() => store.close());

/** Lets the database itself fail when a record titled "poison" is stored. */
function poison(statement: string): void {
  const database = new Database(file);
  database.exec(
    "create table chained (id integer primary key, next integer references chained deferrable initially deferred)",
  );
  database.exec(
    `create trigger poison before insert on records when new.title = 'poison' begin ${statement}; end`,
  );
  database.close();
}

/** Saves three records in one tick, the second of them poisoned. */
async function saveThree() {
  const titles = ["before", "poison", "after"];
  return Promise.allSettled(titles.map((title) => createRecord(store, { record: { title } })));
}

const statuses = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status);

describe("turns that share one commit", () => {
  test("one that fails leaves the others alone and takes no number", async () => {
    poison("select raise(abort, 'poisoned')");

    const results = await saveThree();

    expect(statuses(results)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: { name: "StorageError", cause: { message: "poisoned" } } });
    const stored = await readAll(store.exportRecords());
    expect(stored.map(({ record }) => [record.number, record.title])).toEqual([
      [1, "before"],
      [2, "after"],
    ]);
  });

  test.each([
    ["the transaction is lost in the middle", "select raise(rollback, 'lost')", "lost"],
    ["the commit itself fails", "insert into chained values (1, 2)", "FOREIGN KEY constraint failed"],
  ])("none is saved and all are told when %s", async (_, statement, message) => {
    poison(statement);

    const results = await saveThree();

    expect(statuses(results)).toEqual(["rejected", "rejected", "rejected"]);
    for (const result of results) {
      expect(result).toMatchObject({ reason: { name: "StorageError", cause: { message } } });
    }
    expect(await readAll(store.exportRecords())).toEqual([]);
    expect((await createRecord(store)).number).toBe(1);
  });

  test("repeats and conflicts among them touch only themselves", async () => {
    const key = sampleKey();
    const at = moment(0);

    const results = await Promise.all([
      store.saveTurn({ key, at, intake: sampleIntake() }),
      store.saveTurn({ key, at, intake: sampleIntake({ id: "other" }) }),
      store.saveTurn({ key: sampleKey(), at, intake: sampleIntake() }),
      store.saveTurn({ key: sampleKey(), at, intake: sampleIntake({ revision: 2, state: "done" }) }),
    ]);

    expect(results.map(({ kind }) => kind)).toEqual(["saved", "repeated", "conflict", "saved"]);
    expect((await store.loadTurn(key)).intake).toEqual(sampleIntake({ revision: 2, state: "done" }));
  });

  test("any sequence saved in one tick leaves what the model says", async () => {
    let run = 0;
    const tenant = (name: string) => `${name}-${run}`;
    await fc.assert(
      fc.asyncProperty(changeSequence, async (drafts) => {
        run += 1;
        const changes = moveChanges(drafts, tenant);
        const model = createStoreModel();
        const results = await Promise.all(changes.map((change) => store.saveTurn(change)));
        expect(results).toEqual(changes.map((change) => model.saveTurn(change)));
        expect(await viewStore(store, peopleIn(tenant))).toEqual(model.view(peopleIn(tenant)));
      }),
      { numRuns: 60 },
    );
  });
});
