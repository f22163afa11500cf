import { setImmediate as nextRound } from "node:timers/promises";
import { createRound } from "../../src/http/create-round";

test("who asks in the same round of the event loop goes on side by side, step by step, in the order of asking", async () => {
  const round = createRound();
  const steps: string[] = [];
  const walk = async (name: string): Promise<void> => {
    await round();
    steps.push(`${name} reads`);
    await Promise.resolve();
    steps.push(`${name} answers`);
  };
  await Promise.all([walk("first"), walk("second")]);
  expect(steps).toEqual(["first reads", "second reads", "first answers", "second answers"]);
});

test("who asks in a later round waits for nobody who asked before, and is not forgotten", async () => {
  const round = createRound();
  const seen: string[] = [];
  const early = round().then(() => seen.push("early"));
  await nextRound();
  await early;
  const late = round().then(() => seen.push("late"));
  expect(seen).toEqual(["early"]);
  await late;
  expect(seen).toEqual(["early", "late"]);
});
