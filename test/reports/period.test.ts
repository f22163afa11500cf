import { readPeriod } from "../../src/reports/period";

const now = "2026-11-26T18:00:00.000Z";

function read(wish: Parameters<typeof readPeriod>[0], zone = "UTC") {
  const period = readPeriod(wish, now, zone);
  if ("wrong" in period) throw new Error(`${period.wrong} is wrong`);
  return period;
}

test("the last weeks end today and begin on a Monday", () => {
  const period = read({ weeks: 3 });

  expect(period).toMatchObject({ from: "2026-11-09", to: "2026-11-26", step: "week" });
  expect(period.buckets.map(({ from, to }) => [from, to])).toEqual([
    ["2026-11-09", "2026-11-15"],
    ["2026-11-16", "2026-11-22"],
    ["2026-11-23", "2026-11-26"],
  ]);
});

test("today is the day it is where the person is", () => {
  expect(read({ weeks: 1 }, "Asia/Taipei")).toMatchObject({ from: "2026-11-23", to: "2026-11-27" });
  expect(read({ weeks: 1 }, "America/Los_Angeles").to).toBe("2026-11-26");
});

test("a local day begins at its own midnight, also where the clocks change", () => {
  const { buckets } = read({ from: "2026-10-24", to: "2026-10-26", step: "day" }, "Europe/Berlin");

  expect(buckets.map(({ slices }) => slices)).toEqual([
    [{ from: "2026-10-23T22:00:00.000Z", to: "2026-10-24T22:00:00.000Z" }],
    [{ from: "2026-10-24T22:00:00.000Z", to: "2026-10-25T23:00:00.000Z" }],
    [{ from: "2026-10-25T23:00:00.000Z", to: "2026-10-26T23:00:00.000Z" }],
  ]);
});

test("months are counted in parts of at most a week, which leave no gap", () => {
  const { buckets } = read({ from: "2026-01-15", to: "2026-03-03", step: "month" }, "Asia/Taipei");
  const slices = buckets.flatMap((bucket) => bucket.slices);

  expect(buckets.map(({ from, to }) => [from, to])).toEqual([
    ["2026-01-15", "2026-01-31"],
    ["2026-02-01", "2026-02-28"],
    ["2026-03-01", "2026-03-03"],
  ]);
  expect(slices.at(0)?.from).toBe("2026-01-14T16:00:00.000Z");
  expect(slices.at(-1)?.to).toBe("2026-03-03T16:00:00.000Z");
  expect(slices.slice(1).map(({ from }) => from)).toEqual(slices.slice(0, -1).map(({ to }) => to));
  const week = 7 * 24 * 3_600_000;
  for (const { from, to } of slices) expect(Date.parse(to) - Date.parse(from)).toBeLessThanOrEqual(week);
});

test.each([
  [{ from: "2026-11-20", to: "2026-11-26" }, "day"],
  [{ weeks: 53 }, "week"],
  [{ weeks: 54 }, "month"],
  [{ weeks: 54, step: "week" as const }, "week"],
])("%j has points of a %s", (wish, step) => {
  expect(read(wish).step).toBe(step);
});

test.each([
  ["a day that does not exist", { from: "2026-02-30" }, "from"],
  ["an end that does not exist", { to: "2026-13-01" }, "to"],
  ["an end before the beginning", { from: "2026-11-20", to: "2026-11-19" }, "from"],
  ["more than three years", { from: "2020-01-01", to: "2026-01-01" }, "from"],
  ["a year before computers had clocks", { from: "0001-01-01", to: "0001-01-02" }, "from"],
  [
    "more points than a chart can show",
    { from: "2025-01-01", to: "2026-11-20", step: "day" as const },
    "step",
  ],
])("%s is told by its name", (_name, wish, wrong) => {
  expect(readPeriod(wish, now, "UTC")).toEqual({ wrong });
});
