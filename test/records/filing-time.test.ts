import { readFilingTime } from "../../src/records/filing-time";

const taipei = { at: "2026-11-20T09:00:00.000Z", timeZone: "Asia/Taipei" };

test("both empty means now", () => {
  expect(readFilingTime("", "", taipei)).toEqual({ kind: "read", at: taipei.at });
});

test("a clock time is meant in the person's zone", () => {
  expect(readFilingTime("2026-11-20", "16:30", taipei)).toEqual({
    kind: "read",
    at: "2026-11-20T08:30:00.000Z",
  });
});

test("summer and winter time are told apart", () => {
  const berlin = { at: "2026-11-20T09:00:00.000Z", timeZone: "Europe/Berlin" };
  expect(readFilingTime("2026-10-24", "12:00", berlin)).toEqual({
    kind: "read",
    at: "2026-10-24T10:00:00.000Z",
  });
  expect(readFilingTime("2026-10-26", "12:00", berlin)).toEqual({
    kind: "read",
    at: "2026-10-26T11:00:00.000Z",
  });
});

test("a clock that is a few minutes ahead is believed", () => {
  expect(readFilingTime("2026-11-20", "17:04", taipei)).toMatchObject({ kind: "read" });
});

test.each([
  ["a date alone", "2026-11-20", "", "filedTime", "bothTimes"],
  ["a time alone", "", "10:00", "filedDate", "bothTimes"],
  ["a time to come", "2026-11-20", "18:00", "filedDate", "future"],
  ["more than a year ago", "2025-11-01", "10:00", "filedDate", "date"],
  ["a day that does not exist", "2026-02-30", "10:00", "filedDate", "date"],
  ["a date in words", "yesterday", "10:00", "filedDate", "date"],
  ["a time in words", "2026-11-20", "noon", "filedTime", "time"],
  ["an hour that does not exist", "2026-11-20", "25:00", "filedDate", "date"],
])("%s is asked again at its field", (_name, date, time, field, error) => {
  expect(readFilingTime(date, time, taipei)).toEqual({ kind: "wrong", field, error });
});
