import fc from "fast-check";
import {
  conversationWindows,
  noPace,
  noteCall,
  type Pace,
  tenantWindows,
  waitFor,
} from "../../src/escalation/pace";

/** The moments at which calls begin that wait no longer than they must. */
function pour(wishes: readonly number[], windows = conversationWindows): readonly number[] {
  let pace: Pace = noPace;
  let now = 0;
  return wishes.map((gap) => {
    now += gap;
    now += waitFor(windows, pace, now);
    expect(waitFor(windows, pace, now)).toBe(0);
    pace = noteCall(windows, pace, now);
    return now;
  });
}

function mostWithin(moments: readonly number[], ms: number): number {
  return Math.max(
    0,
    ...moments.map((start) => moments.filter((one) => one >= start && one < start + ms).length),
  );
}

test("no stretch of a conversation holds more calls than Teams allows, whenever they are wished for", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1500), { maxLength: 150 }), (wishes) => {
      const moments = pour(wishes);
      expect(mostWithin(moments, 1000)).toBeLessThanOrEqual(7);
      expect(mostWithin(moments, 2000)).toBeLessThanOrEqual(8);
      expect(mostWithin(moments, 30_000)).toBeLessThanOrEqual(60);
    }),
    { numRuns: 60 },
  );
});

test("an hour of one conversation holds 1,800 calls and not one more", () => {
  const moments = pour(Array.from({ length: 2100 }, () => 0));
  expect(mostWithin(moments, 3_600_000)).toBe(1800);
});

test("the first seven go at once, and what has passed out of reach is forgotten", () => {
  expect(pour([0, 0, 0, 0, 0, 0, 0])).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(noteCall(conversationWindows, [0, 10], 4_000_000)).toEqual([4_000_000]);
});

test("a tenant's ordinary messages leave a fourth of its rate to answers", () => {
  let pace: Pace = noPace;
  for (let call = 0; call < 30; call += 1) pace = noteCall(tenantWindows.answer, pace, 0);
  expect(waitFor(tenantWindows.normal, pace, 0)).toBeGreaterThan(0);
  for (let call = 0; call < 10; call += 1) {
    expect(waitFor(tenantWindows.answer, pace, 0)).toBe(0);
    pace = noteCall(tenantWindows.answer, pace, 0);
  }
  expect(waitFor(tenantWindows.answer, pace, 0)).toBe(1100);
});
