import { createRateLimit } from "../../../src/http/api/rate-limit";

const clock = { now: new Date(0) };
const create = (people = 10) => createRateLimit(() => clock.now, { burst: 2, perSecond: 0.5, people });
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
  wait(-100);
  expect([limit("mei"), limit("mei"), limit("mei")]).toEqual([0, 0, 2]);
});

test("whoever was quiet longest is forgotten first", () => {
  const limit = create(2);
  expect(["mei", "mei", "alex", "alex", "mei"].map(limit)).toEqual([0, 0, 0, 0, 2]);
  expect([limit("jordan"), limit("mei"), limit("alex")]).toEqual([0, 2, 0]);
});
