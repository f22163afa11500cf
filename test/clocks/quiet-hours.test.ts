import { DateTime } from "luxon";
import { endOfQuiet, QuietHours } from "../../src/clocks/quiet-hours";

const end = (from: string, to: string, zone: string, time: string): string => {
  const at = DateTime.fromISO(time, { zone }).toMillis();
  return DateTime.fromMillis(endOfQuiet(at, { from, to, zone }), { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
};

test.each([
  ["before they begin", "Europe/Berlin", "2026-11-24T21:59", "2026-11-24T21:59"],
  ["at their beginning", "Europe/Berlin", "2026-11-24T22:00", "2026-11-25T07:00"],
  ["after midnight", "Europe/Berlin", "2026-11-25T03:00", "2026-11-25T07:00"],
  ["at their end", "Europe/Berlin", "2026-11-25T07:00", "2026-11-25T07:00"],
  ["at the end of a month", "Asia/Kolkata", "2026-11-30T23:15", "2026-12-01T07:00"],
  ["into a leap day", "Asia/Kolkata", "2028-02-28T23:15", "2028-02-29T07:00"],
  ["in the night that lacks an hour", "Europe/Berlin", "2026-03-28T23:00", "2026-03-29T07:00"],
  ["in the night that has an hour twice", "America/New_York", "2026-10-31T23:00", "2026-11-01T07:00"],
])("over midnight, %s", (_name, zone, time, expected) => {
  expect(end("22:00", "07:00", zone, time)).toBe(expected);
});

test.each([
  ["2026-11-24T12:00", "2026-11-24T13:30"],
  ["2026-11-24T13:30", "2026-11-24T13:30"],
  ["2026-11-24T11:59", "2026-11-24T11:59"],
])("within a day, %s", (time, expected) => {
  expect(end("12:00", "13:30", "Europe/Berlin", time)).toBe(expected);
});

test("an end that comes twice is not before its beginning", () => {
  // 02:10 in winter time: 02:30 in summer time is over.
  const at = Date.parse("2026-10-25T01:10:00.000Z");

  expect(endOfQuiet(at, { from: "22:00", to: "02:30", zone: "Europe/Berlin" })).toBe(at + 20 * 60_000);
});

test("without quiet hours every time is loud", () => {
  expect(endOfQuiet(1, null)).toBe(1);
});

test("hours that begin and end at once are refused", () => {
  expect(QuietHours.safeParse({ from: "07:00", to: "07:00", zone: "UTC" }).success).toBe(false);
});
