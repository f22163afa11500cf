import { join } from "node:path";
import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { holdDataFile } from "../../src/storage/sqlite-connection";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import { createThreadLock, makeLockMemory } from "../../src/storage/thread-lock";
import { sampleDelivery, testSharing } from "../contracts/sharing-contract";
import { createRecord, moment, readAll, sampleKey } from "../contracts/store-samples";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
let file: string;
let memory: SharedArrayBuffer;

/** One of several that share the file; the first prepares it. */
const open = (number: number): Promise<Store> =>
  openSqliteStore({ file, shared: { isFirst: number === 1, lock: createThreadLock(memory, number) } });

beforeEach(() => {
  file = join(makeDirectory(), "records.db");
  memory = makeLockMemory();
});

describe("two threads on one data file", () => {
  let stores: readonly [Store, Store];

  testSharing(async () => {
    stores = [await open(1), await open(2)];
    return {
      stores,
      readOrdinals(conversationId) {
        const database = new Database(file, { readonly: true });
        const ordinals = database
          .prepare<[string], number>(
            "select ordinal from deliveries where conversation_id = ? order by ordinal",
          )
          .pluck()
          .all(conversationId);
        database.close();
        return Promise.resolve(ordinals);
      },
    };
  });

  test("leave what the other has taken alone, also at a start", async () => {
    await stores[0].saveTurn({
      key: sampleKey(),
      at: moment(0),
      deliveries: [sampleDelivery("one", "hall")],
    });
    expect((await stores[0].claimDeliveries(moment(0), 5, 120_000)).claimed).toHaveLength(1);

    const third = await open(3);

    expect((await third.claimDeliveries(moment(1), 5, 60_000)).claimed).toEqual([]);
    expect((await third.claimDeliveries(moment(2), 5, 60_000)).claimed).toHaveLength(1);
    await third.close();
  });
});

/** A thread of its own that runs a program beside this one; resolves with the code it ended with. */
function runThread(program: string, workerData: object): Promise<number> {
  const programs = ["../support/run-typescript.mjs", program].map((name) => join(__dirname, name));
  const worker = new Worker(programs[0] ?? "", { argv: programs.slice(1), workerData });
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", resolve);
  });
}

test("a reader never sees half of what another thread saves", async () => {
  const store = await open(1);
  await createRecord(store);
  const saving = runThread("update-loop.ts", { file, memory, count: 400 });

  const seen = new Set<number>();
  while (!seen.has(401)) {
    const [one] = await readAll(store.exportRecords());
    expect(one?.history).toHaveLength(one?.record.revision ?? 0);
    seen.add(one?.record.revision ?? 0);
    await new Promise(setImmediate);
  }

  expect(await saving).toBe(0);
  expect(seen.size).toBeGreaterThan(10);
  expect((await store.findRecord("contoso", 1))?.revision).toBe(401);
  await store.close();
});

test("whoever waits for a thread that has gone with the lock goes on without it, and every save counts", async () => {
  const store = await open(1);
  expect(createThreadLock(memory, 7).take()).toBeNull();

  expect((await createRecord(store)).number).toBe(1);
  await store.close();
});

test("a file that is held is refused to every other opener until it is let go", async () => {
  const release = holdDataFile(file);
  await expect(openSqliteStore({ file })).rejects.toThrow("is already open in a running program");

  await (await open(1)).close();
  await expect(openSqliteStore({ file })).rejects.toThrow("is already open in a running program");
  release();

  await (await openSqliteStore({ file })).close();
});
