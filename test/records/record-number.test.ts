import fc from "fast-check";
import { formatRecordNumber, parseRecordNumber } from "../../src/records/record";
import { nextStates } from "../../src/records/life-cycle";
import { recordStates } from "../../src/vocabulary";

test("a number is read back from how it is shown", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), (number) => {
      expect(parseRecordNumber(formatRecordNumber(number))).toBe(number);
    }),
  );
});

test.each([
  ["PS-000001", 1],
  ["ps-42", 42],
  [" PS 7 ", 7],
  ["PS-0", null],
  ["PS-", null],
  ["PS-1; drop table", null],
  ["PS-99999999999999", null],
  ["1", null],
])("%j is read as %j", (text, number) => {
  expect(parseRecordNumber(text)).toBe(number);
});

test("from every state some other can be reached, and never the present one", () => {
  for (const state of recordStates) {
    expect(nextStates(state).length).toBeGreaterThan(0);
    expect(nextStates(state)).not.toContain(state);
  }
});

test("every state can be reached from open", () => {
  const reached = new Set<string>(["open"]);
  for (let round = 0; round < recordStates.length; round += 1) {
    for (const state of recordStates)
      if (reached.has(state)) for (const next of nextStates(state)) reached.add(next);
  }
  expect([...reached].sort()).toEqual([...recordStates].sort());
});
