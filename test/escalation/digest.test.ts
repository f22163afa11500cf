import { loadCalendar } from "../../src/clocks/load-calendar";
import { dueDigest } from "../../src/escalation/digest";
import { createDigestHours } from "../../src/escalation/digest-hours";

const business = { country: null, zone: "UTC", weekdays: [1, 2, 3, 4, 5], opens: "09:00", closes: "17:00" };
const hoursOf = createDigestHours({ business, quietHours: null, retention: { sent: 30 } });
const since = "2026-01-01T00:00:00.000Z";

/** What a channel of a zone and country should have at a moment. */
function dueAt(
  now: string,
  zone: string,
  country?: string,
  digest: { since: string } | undefined = { since },
) {
  const hours = hoursOf(country === undefined ? { zone } : { zone, country });
  return dueDigest({ digest }, hours, Date.parse(now));
}

test.each([
  ["a Monday in Taipei, the minute before nine", "Asia/Taipei", undefined, "2026-11-23T00:59:59.000Z", null],
  [
    "a Monday in Taipei at nine",
    "Asia/Taipei",
    undefined,
    "2026-11-23T01:00:00.000Z",
    "2026-W48 2026-11-16 2026-11-22",
  ],
  [
    "the same moment in Berlin, where it is night",
    "Europe/Berlin",
    undefined,
    "2026-11-23T01:00:00.000Z",
    null,
  ],
  [
    "the Sunday after, by somebody who was down",
    "Asia/Taipei",
    undefined,
    "2026-11-29T15:00:00.000Z",
    "2026-W48 2026-11-16 2026-11-22",
  ],
  [
    "two weeks later, by somebody who was down: the newest only",
    "Asia/Taipei",
    undefined,
    "2026-12-07T03:00:00.000Z",
    "2026-W50 2026-11-30 2026-12-06",
  ],
  [
    "Berlin in summer, at nine",
    "Europe/Berlin",
    undefined,
    "2026-10-19T07:00:00.000Z",
    "2026-W43 2026-10-12 2026-10-18",
  ],
  [
    "Berlin after its clocks went back, still eight",
    "Europe/Berlin",
    undefined,
    "2026-10-26T07:59:59.000Z",
    null,
  ],
  [
    "Berlin after its clocks went back, at nine",
    "Europe/Berlin",
    undefined,
    "2026-10-26T08:00:00.000Z",
    "2026-W44 2026-10-19 2026-10-25",
  ],
  [
    "New York after its clocks went forward, at nine",
    "America/New_York",
    undefined,
    "2026-03-09T13:00:00.000Z",
    "2026-W11 2026-03-02 2026-03-08",
  ],
  ["a Monday in Berlin that is a holiday", "Europe/Berlin", "DE", "2026-04-06T15:00:00.000Z", null],
  [
    "the Tuesday after that holiday",
    "Europe/Berlin",
    "DE",
    "2026-04-07T07:00:00.000Z",
    "2026-W15 2026-03-30 2026-04-05",
  ],
  [
    "the turn of the year, in the week of the year it belongs to",
    "Asia/Taipei",
    undefined,
    "2027-01-04T02:00:00.000Z",
    "2027-W01 2026-12-28 2027-01-03",
  ],
])("%s", (_, zone, country, now, wanted) => {
  const due = dueAt(now, zone, country);
  expect(due === null ? null : `${due.week} ${due.from} ${due.to}`).toBe(wanted);
  expect(due?.zone ?? zone).toBe(zone);
});

test("who begins on a Wednesday gets the first one on the next Monday; who wants none gets none", () => {
  const wednesday = { since: "2026-11-25T05:00:00.000Z" };
  expect(dueAt("2026-11-25T06:00:00.000Z", "Asia/Taipei", undefined, wednesday)).toBeNull();
  expect(dueAt("2026-11-30T01:00:00.000Z", "Asia/Taipei", undefined, wednesday)?.week).toBe("2026-W49");
  expect(dueDigest({}, hoursOf({}), Date.parse("2026-11-30T12:00:00.000Z"))).toBeNull();
});

test("a week of holidays has none, and the one after it tells of the week before, too", () => {
  const calendar = {
    ...loadCalendar({ ...business, zone: "Asia/Taipei" }).calendar,
    isHoliday: (date: string) => date >= "2026-02-16" && date <= "2026-02-20",
  };
  const hours = { calendar, quietHours: null, longestLate: 7 * 86_400_000 };
  const due = (now: string) => dueDigest({ digest: { since } }, hours, Date.parse(now));

  expect(due("2026-02-20T05:00:00.000Z")).toBeNull();
  expect(due("2026-02-23T01:00:00.000Z")).toMatchObject({ from: "2026-02-09", to: "2026-02-22" });
});

test("quiet hours are kept, and nothing is posted of which is forgotten whether it was", () => {
  const quietHours = { from: "08:00", to: "10:30", zone: "Asia/Taipei" };
  const hours = { ...hoursOf({ zone: "Asia/Taipei", quietHours }) };
  const due = (now: string, some = hours) => dueDigest({ digest: { since } }, some, Date.parse(now));
  expect(due("2026-11-23T01:00:00.000Z")).toBeNull();
  expect(due("2026-11-23T02:30:00.000Z")?.week).toBe("2026-W48");

  const short = createDigestHours({ business, quietHours: null, retention: { sent: 2 } })({});
  expect(due("2026-11-24T08:00:00.000Z", short)?.week).toBe("2026-W48");
  expect(due("2026-11-25T08:00:00.000Z", short)).toBeNull();
});
