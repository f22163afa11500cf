import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { createThreadLock, makeLockMemory } from "../../src/storage/thread-lock";

test("of several threads one has it at a time, and each gets it again and again", async () => {
  const memory = makeLockMemory();
  const count = new Int32Array(new SharedArrayBuffer(4));
  const programs = ["../support/run-typescript.mjs", "count-loop.ts"].map((name) => join(__dirname, name));
  const threads = [1, 2, 3].map(
    (me) =>
      new Promise((resolve, reject) => {
        const workerData = { memory, me, count: count.buffer, times: 2000 };
        const worker = new Worker(programs[0] ?? "", { argv: programs.slice(1), workerData });
        worker.once("error", reject);
        worker.once("exit", resolve);
      }),
  );

  expect(await Promise.all(threads)).toEqual([0, 0, 0]);

  expect(count[0]).toBe(6000);
});

test("it is taken at once while it is free, else when it is given back", async () => {
  const memory = makeLockMemory();
  const [one, two] = [createThreadLock(memory, 1), createThreadLock(memory, 2)];
  expect(one.take()).toBeNull();
  let isTaken = false;
  const waiting = two.take()?.then(() => (isTaken = true));
  expect(waiting).toBeDefined();

  two.release();
  await new Promise(setImmediate);
  expect(isTaken).toBe(false);
  one.release();
  await waiting;

  expect(one.take()).not.toBeNull();
});

test("what nobody gives back is waited for no longer than patience lasts", async () => {
  const memory = makeLockMemory();
  expect(createThreadLock(memory, 1).take()).toBeNull();

  await createThreadLock(memory, 2, 30).take();
  await createThreadLock(memory, 3, 30).take();
});
