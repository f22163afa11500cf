import { join } from "node:path";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { createCallLog, makeCallMemory, nameCall } from "../../src/escalation/call-log";
import { createCallPace } from "../../src/escalation/call-pace";

const hall = { tenantId: "contoso", conversationId: "hall", priority: "answer" } as const;

function mostWithin(moments: readonly number[], ms: number): number {
  return Math.max(
    0,
    ...moments.map((start) => moments.filter((one) => one >= start && one < start + ms).length),
  );
}

test("no stretch of a conversation or of a tenant holds more calls than allowed, whichever thread begins them", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ gap: fc.nat(60), thread: fc.nat(2), place: fc.nat(30) }), { maxLength: 200 }),
      (wishes) => {
        const memory = makeCallMemory();
        const paces = [0, 1, 2].map(() => createCallPace(memory));
        const begun: { readonly at: number; readonly place: number }[] = [];
        let now = 0;
        for (const { gap, thread, place } of wishes) {
          now += gap;
          const pace = paces[thread] ?? createCallPace();
          const call = { ...hall, conversationId: `chat-${place % 8}` };
          now += pace.waitForConversation(call, now);
          for (let wait = 1; wait > 0; now += wait) wait = pace.beginCall(call, now);
          begun.push({ at: now, place: place % 8 });
        }
        expect(
          mostWithin(
            begun.map(({ at }) => at),
            1000,
          ),
        ).toBeLessThanOrEqual(40);
        for (let place = 0; place < 8; place += 1) {
          const own = begun.filter((one) => one.place === place).map(({ at }) => at);
          expect([mostWithin(own, 1000) <= 7, mostWithin(own, 2000) <= 8]).toEqual([true, true]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("threads that begin calls at the same moment begin as many as one of them might, to the last", async () => {
  const [memory, begun] = [makeCallMemory(), new SharedArrayBuffer(4 * 51)];
  const programs = ["../support/run-typescript.mjs", "pace-loop.ts"].map((name) => join(__dirname, name));
  const threads = [1, 2, 3].map(
    () =>
      new Promise((resolve, reject) => {
        const workerData = { memory, begun, seconds: 50 };
        const worker = new Worker(programs[0] ?? "", { argv: programs.slice(1), workerData });
        worker.once("error", reject);
        worker.once("exit", resolve);
      }),
  );

  expect(await Promise.all(threads)).toEqual([0, 0, 0]);

  const [, ...counts] = new Int32Array(begun);
  expect(Math.max(...counts)).toBeLessThanOrEqual(40);
  expect(Math.min(...counts)).toBeGreaterThan(0);
});

test("a call whose thread is set aside while it tells of it is waited for and counted", async () => {
  const [memory, start] = [makeCallMemory(), new Int32Array(new SharedArrayBuffer(4))];
  const words = new BigInt64Array(memory);
  const teller = new Worker(tellLate, { eval: true, workerData: { words, start } });
  await new Promise((resolve) => teller.once("message", resolve));
  Atomics.add(words, 0, 1n);
  Atomics.store(start, 0, 1);
  Atomics.notify(start, 0);

  const calls = createCallLog(memory).read();

  await teller.terminate();
  expect(calls).toEqual([{ conversation: 2n, tenant: 3n, moment: 4 }]);
});

/** Writes the first call of a log, its number last, some milliseconds after its place was taken. */
const tellLate = `
  const { parentPort, workerData: { words, start } } = require("node:worker_threads");
  parentPort.postMessage("ready");
  Atomics.wait(start, 0, 0);
  Atomics.wait(start, 0, 1, 8);
  const place = 1 + 4;
  [2n, 3n, 4n].forEach((word, at) => Atomics.store(words, place + 1 + at, word));
  Atomics.store(words, place, 1n);
  Atomics.notify(words, place);
`;

test("a thread that ended in the middle of telling a call keeps nothing from the others", () => {
  const memory = makeCallMemory();
  const [one, other] = [createCallPace(memory), createCallPace(memory)];
  expect(one.beginCall(hall, 0)).toBe(0);
  // Counted, and never written.
  Atomics.add(new BigInt64Array(memory), 0, 1n);

  expect(other.beginCall(hall, 0)).toBe(0);
  for (let call = 0; call < 5; call += 1) expect(one.beginCall(hall, 0)).toBe(0);

  expect([one, other].map((pace) => pace.waitForConversation(hall, 0))).toEqual([1100, 1100]);
  expect([one, other].map((pace) => pace.waitForConversation(hall, 40_000))).toEqual([0, 0]);
});

test("a call that nobody has told of in time counts as one of every tenant, for as long as it would", () => {
  const memory = makeCallMemory();
  const pace = createCallPace(memory);
  Atomics.add(new BigInt64Array(memory), 0, 1n);
  const begin = (place: number, now: number) => pace.beginCall({ ...hall, conversationId: `${place}` }, now);
  for (let place = 0; place < 39; place += 1) expect(begin(place, 0)).toBe(0);

  expect(begin(39, 0)).toBe(1100);
  expect(begin(39, 1100)).toBe(0);
});

test("a thread whose clock is ahead takes nothing from the others beyond the present", () => {
  const memory = makeCallMemory();
  const [early, late] = [createCallPace(memory), createCallPace(memory)];
  for (let call = 0; call < 7; call += 1) expect(late.beginCall(hall, 9_000_000)).toBe(0);

  expect(early.waitForConversation(hall, 1000)).toBe(1100);
  expect(early.waitForConversation(hall, 2100)).toBe(0);
});

test("who was long away learns the newest calls and goes on", () => {
  const memory = makeCallMemory();
  const [busy, idle] = [createCallLog(memory), createCallLog(memory)];
  for (let call = 0; call < 20_000; call += 1) {
    busy.read();
    expect(busy.append({ ...nameCall(hall), moment: call })).toBe(true);
  }

  const calls = idle.read();

  expect(calls.length).toBe(8192);
  expect([calls[0], calls.at(-1)].map((call) => call?.moment)).toEqual([11_808, 19_999]);
  expect(idle.read()).toEqual([]);
});
