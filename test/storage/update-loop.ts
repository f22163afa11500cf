import { workerData } from "node:worker_threads";
import { z } from "zod";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { createThreadLock } from "../../src/storage/thread-lock";
import { moment, sampleEntry, sampleKey } from "../contracts/store-samples";

const Order = z.object({ file: z.string(), memory: z.instanceof(SharedArrayBuffer), count: z.number() });

/** Changes the first record so many times, a line of history each, beside another thread that has it open. */
async function update(): Promise<void> {
  const { file, memory, count } = Order.parse(workerData);
  const lock = createThreadLock(memory, 2);
  const store = await openSqliteStore({ file, shared: { isFirst: false, lock } });
  for (let done = 0; done < count; done += 1) {
    const record = await store.findRecord("contoso", 1);
    if (record === null) throw new Error("there is no record");
    const key = sampleKey({ conversationId: "updates", activityId: `update-${done}` });
    const change = { key, at: moment(1), updateRecord: { ...record, revision: record.revision + 1 } };
    await store.saveTurn({ ...change, history: [sampleEntry()] });
  }
  await store.close();
}

void update();
