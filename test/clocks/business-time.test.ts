import { DateTime } from "luxon";
import type { BusinessCalendar } from "../../src/clocks/business-calendar";
import { weekdaysIn } from "../../src/clocks/business-calendar";
import {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  isOpen,
  nextOpening,
} from "../../src/clocks/business-time";
import { loadCalendar } from "../../src/clocks/load-calendar";
import { berlin, calendarOf, createChance, kathmandu, kolkata, newYork, shanghai, taipei } from "./calendars";

const at = (local: string, { zone }: BusinessCalendar): number =>
  DateTime.fromISO(local, { zone }).toMillis();
const local = (time: number, { zone }: BusinessCalendar): string =>
  DateTime.fromMillis(time, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

const nightShift = calendarOf({
  zone: "Europe/Berlin",
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  opens: "00:00",
  closes: "24:00",
});

describe("hours of business", () => {
  test.each([
    ["within one day", berlin, "2026-11-24T10:00", 2, "2026-11-24T12:00"],
    ["to the very end of the day", berlin, "2026-11-24T15:00", 2, "2026-11-24T17:00"],
    ["into the next day", berlin, "2026-11-24T16:00", 2, "2026-11-25T10:00"],
    ["from before opening", berlin, "2026-11-24T03:00", 1, "2026-11-24T10:00"],
    ["from after closing", berlin, "2026-11-24T20:00", 1, "2026-11-25T10:00"],
    ["over a weekend", berlin, "2026-11-27T16:30", 1, "2026-11-30T09:30"],
    ["over the end of a year and its holiday", berlin, "2026-12-31T16:00", 2, "2027-01-04T10:00"],
    ["over the end of April and 1 May", berlin, "2026-04-30T16:00", 2, "2026-05-04T10:00"],
    ["onto a leap day", berlin, "2028-02-28T16:00", 2, "2028-02-29T10:00"],
    ["past a leap day", berlin, "2028-02-29T16:00", 2, "2028-03-01T10:00"],
    ["from 28 February to 1 March in a common year", taipei, "2025-02-27T16:00", 2, "2025-03-03T10:00"],
    ["from winter to summer time in Berlin", berlin, "2026-03-27T16:00", 2, "2026-03-30T10:00"],
    ["from summer to winter time in Berlin", berlin, "2026-10-23T16:00", 2, "2026-10-26T10:00"],
    ["from winter to summer time in New York", newYork, "2026-03-06T16:00", 2, "2026-03-09T10:00"],
    ["from summer to winter time in New York", newYork, "2026-10-30T16:00", 2, "2026-11-02T10:00"],
    ["through the night that lacks an hour", nightShift, "2026-03-29T00:00", 4, "2026-03-29T05:00"],
    ["through the night that has an hour twice", nightShift, "2026-10-25T00:00", 4, "2026-10-25T03:00"],
    ["in a zone with half hours, over Republic Day", kolkata, "2026-01-23T16:30", 1, "2026-01-27T09:30"],
    ["in a zone with quarter hours", kathmandu, "2026-11-24T16:45", 0.5, "2026-11-25T09:15"],
    ["over 4 July, a Saturday, off on Friday", newYork, "2026-07-02T16:00", 2, "2026-07-06T10:00"],
    ["over 4 July, a Sunday, off on Monday", newYork, "2027-07-02T16:00", 2, "2027-07-06T10:00"],
    ["over Chinese New Year in Taiwan", taipei, "2026-02-13T16:00", 2, "2026-02-23T10:00"],
    ["over Chinese New Year in China", shanghai, "2026-02-13T16:00", 2, "2026-02-20T10:00"],
    ["over National Day in China", shanghai, "2026-09-30T16:00", 2, "2026-10-05T10:00"],
    ["no hours at all", berlin, "2026-11-28T12:00", 0, "2026-11-28T12:00"],
  ] as const)("%s", (_name, calendar, start, hours, end) => {
    expect(local(addBusinessTime(at(start, calendar), hours, calendar), calendar)).toBe(end);
  });

  test("an hour that comes twice is two hours of work", () => {
    const end = addBusinessTime(at("2026-10-25T00:00", nightShift), 24, nightShift);

    expect(local(end, nightShift)).toBe("2026-10-25T23:00");
  });
});

describe("business days", () => {
  test.each([
    ["keep the time of day", berlin, "2026-11-24T15:00", 1, "2026-11-25T15:00"],
    ["skip the weekend", berlin, "2026-11-27T15:00", 1, "2026-11-30T15:00"],
    ["lead from a Saturday to Monday", berlin, "2026-11-28T12:00", 1, "2026-11-30T12:00"],
    ["skip a holiday after a weekend", newYork, "2026-09-04T15:00", 1, "2026-09-08T15:00"],
    ["skip Christmas and what is beside it", berlin, "2026-12-24T15:00", 1, "2026-12-28T15:00"],
    ["keep the time of day over a clock change", newYork, "2026-10-30T15:00", 1, "2026-11-02T15:00"],
    ["reach a leap day", berlin, "2028-02-28T15:00", 1, "2028-02-29T15:00"],
    ["skip 28 February off on Friday in Taiwan", taipei, "2026-02-26T15:00", 1, "2026-03-02T15:00"],
    ["count several", shanghai, "2026-04-30T15:00", 3, "2026-05-06T15:00"],
  ] as const)("%s", (_name, calendar, start, days, end) => {
    expect(local(addBusinessDays(at(start, calendar), days, calendar), calendar)).toBe(end);
  });
});

describe("public holidays", () => {
  test.each([
    ["Taiwan", taipei, ["2026-02-16", "2026-02-27", "2026-04-03", "2026-05-01", "2026-09-28", "2026-10-26"]],
    ["Taiwan, with the day before New Year's Eve,", taipei, ["2027-02-04", "2027-02-05", "2028-01-24"]],
    ["China", shanghai, ["2026-02-16", "2026-02-17", "2026-02-19", "2026-05-01", "2026-10-01"]],
    ["the United States", newYork, ["2026-07-03", "2026-11-26", "2026-12-25"]],
  ] as const)("%s has them off", (_country, calendar, days) => {
    expect(days.filter((day) => !calendar.isHoliday(day))).toEqual([]);
  });

  test("half days and days for a part of the people are worked in China", () => {
    const worked = ["2026-03-08", "2026-05-04", "2026-06-01", "2026-08-01"];

    expect(worked.filter((day) => shanghai.isHoliday(day))).toEqual([]);
  });

  test("a feast that begins in the evening is the day after, one of several days is all of them", () => {
    const dubai = calendarOf({ country: "AE", zone: "Asia/Dubai" });
    const feast = ["2026-03-19", "2026-03-20", "2026-03-21", "2026-03-22", "2026-03-23"];

    expect(feast.map((day) => dubai.isHoliday(day))).toEqual([false, true, true, true, false]);
  });

  test("a state has holidays of its own", () => {
    const bavaria = calendarOf({ country: "DE-BY", zone: "Europe/Berlin" });

    expect([bavaria.isHoliday("2026-01-06"), berlin.isHoliday("2026-01-06")]).toEqual([true, false]);
  });

  test.each([
    ["XX", false],
    ["US-QQ", false],
    ["US", true],
  ])("the loader says whether the holidays of %s are known", (country, known) => {
    const data = { country, zone: "UTC", weekdays: [1], opens: "09:00", closes: "17:00" };

    expect(loadCalendar(data).knowsHolidays).toBe(known);
  });

  test("where they are not known only weekends are off", () => {
    const nowhere = calendarOf({ country: "XX", zone: "UTC" });

    expect(local(addBusinessDays(at("2026-12-24T15:00", nowhere), 1, nowhere), nowhere)).toBe(
      "2026-12-25T15:00",
    );
  });

  test.each([
    ["a zone that does not exist", { zone: "Mars/Base" }],
    ["no day of work", { weekdays: [] }],
    ["closing before opening", { opens: "17:00", closes: "09:00" }],
    ["a country in words", { country: "Taiwan" }],
  ])("%s is refused", (_name, changes) => {
    expect(() => calendarOf({ zone: "UTC", ...changes })).toThrow("calendar:");
  });
});

describe("open and closed", () => {
  test.each([
    ["2026-11-24T08:59", false, "2026-11-24T09:00"],
    ["2026-11-24T09:00", true, "2026-11-24T09:00"],
    ["2026-11-24T16:59", true, "2026-11-24T16:59"],
    ["2026-11-24T17:00", false, "2026-11-25T09:00"],
    ["2026-11-28T12:00", false, "2026-11-30T09:00"],
    ["2026-12-24T17:00", false, "2026-12-28T09:00"],
  ])("%s", (time, open, opening) => {
    expect(isOpen(at(time, berlin), berlin)).toBe(open);
    expect(local(nextOpening(at(time, berlin), berlin), berlin)).toBe(opening);
  });

  test("a team that works from Sunday to Thursday is closed on Friday", () => {
    const riyadh = calendarOf({ zone: "Asia/Riyadh", weekdays: [7, 1, 2, 3, 4] });

    expect(local(nextOpening(at("2026-11-26T18:00", riyadh), riyadh), riyadh)).toBe("2026-11-29T09:00");
  });
});

describe("for any start and length", () => {
  const chance = createChance(20_261_121);
  const calendars = [berlin, newYork, taipei, shanghai, kolkata, kathmandu, nightShift, weekdaysIn("UTC")];
  const year = 365 * 86_400_000;
  const samples = Array.from({ length: 400 }, (_none, index) => ({
    calendar: calendars[index % calendars.length] ?? berlin,
    start: Date.UTC(2026, 0, 1) + Math.floor(chance() * 2 * year),
    first: Math.floor(chance() * 2400) / 60,
    second: Math.floor(chance() * 2400) / 60,
  }));

  test("two lengths after each other are their sum", () => {
    for (const { calendar, start, first, second } of samples) {
      const once = addBusinessTime(start, first + second, calendar);
      const twice = addBusinessTime(addBusinessTime(start, first, calendar), second, calendar);
      expect(Math.abs(twice - once)).toBeLessThanOrEqual(1);
    }
  });

  test("the time that was open between is the time that was added", () => {
    for (const { calendar, start, first } of samples) {
      const end = addBusinessTime(start, first, calendar);
      expect(businessTimeBetween(start, end, calendar)).toBe(Math.round(first * 3_600_000));
    }
  });

  test("more hours never end earlier, and later starts neither", () => {
    for (const { calendar, start, first, second } of samples) {
      const end = addBusinessTime(start, first, calendar);
      expect(addBusinessTime(start, first + second, calendar)).toBeGreaterThanOrEqual(end);
      expect(addBusinessTime(start + second * 60_000, first, calendar)).toBeGreaterThanOrEqual(end);
    }
  });

  test("the next opening is open, and nothing between is", () => {
    for (const { calendar, start } of samples) {
      const opening = nextOpening(start, calendar);
      expect(isOpen(opening, calendar)).toBe(true);
      expect(businessTimeBetween(start, opening, calendar)).toBe(0);
    }
  });
});
