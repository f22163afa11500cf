import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { createRateLimit, makeRateMemory } from "../../../src/http/api/rate-limit";

const clock = { now: new Date("2026-03-02T09:00:00Z") };
const now = () => clock.now;
const create = (people = 10) => createRateLimit(now, { burst: 2, perSecond: 0.5, people });
const wait = (seconds: number): void => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
};

test("a burst may come at once, then one call for each gap", () => {
  const limit = create();
  expect([limit("mei"), limit("mei"), limit("mei"), limit("alex")]).toEqual([0, 0, 2, 0]);
  wait(1);
  expect(limit("mei")).toBe(1);
  wait(1);
  expect([limit("mei"), limit("mei")]).toEqual([0, 2]);
});

test("however long somebody was away, there is one burst", () => {
  const limit = create();
  limit("mei");
  wait(10_000);
  expect([limit("mei"), limit("mei"), limit("mei")]).toEqual([0, 0, 2]);
});

test("a clock that is set back takes nothing away", () => {
  const limit = create();
  expect([limit("mei"), limit("mei"), limit("mei")]).toEqual([0, 0, 2]);
  wait(-100);
  expect([limit("mei"), limit("mei"), limit("mei")]).toEqual([0, 0, 2]);
});

test("as many people as are remembered are told apart, each with a burst of their own", () => {
  const limit = create(1000);
  const people = Array.from({ length: 1000 }, (_, place) => JSON.stringify(["tenant", `person-${place}`]));
  for (let round = 0; round < 2; round += 1)
    expect(people.map(limit).filter((seconds) => seconds > 0)).toEqual([]);

  expect(people.map(limit).filter((seconds) => seconds !== 2)).toEqual([]);
});

test("where all places are taken, somebody new is counted, and whoever owes least is forgotten", () => {
  const limit = create(2);
  const [busy, calm] = [["a", "b", "c", "d", "e", "f", "g"], "h"];
  for (const person of [...busy, ...busy, calm]) expect(limit(person)).toBe(0);

  expect([limit("new"), limit("new"), limit("new")]).toEqual([0, 0, 2]);

  for (const person of busy) expect(limit(person)).toBe(2);
});

test("several threads together let each person have one burst", async () => {
  const rate = { burst: 40, perSecond: 4, people: 200 };
  const programs = ["../../support/run-typescript.mjs", "count-calls.ts"].map((name) =>
    join(__dirname, name),
  );
  const order = { rate, memory: makeRateMemory(rate), people: 50, times: 30, now: clock.now.getTime() };
  const threads = [1, 2, 3].map(
    () =>
      new Promise<number>((resolve, reject) => {
        const worker = new Worker(programs[0] ?? "", { argv: programs.slice(1), workerData: order });
        worker.once("error", reject);
        worker.once("message", (count) => {
          resolve(Number(count));
        });
      }),
  );

  const allowed = await Promise.all(threads);

  expect(allowed.reduce((sum, count) => sum + count, 0)).toBe(50 * 40);
});
