import type Library from "date-holidays";
import type { HolidaysTypes } from "date-holidays";
import { z } from "zod";
import { parseData } from "./parse-data";
import correctionsData from "./holiday-corrections.json";

/** Where the library is behind the law: its rules to remove and rules to add, with the law as basis. */
const Corrections = z.record(
  z.string(),
  z.strictObject({ basis: z.string(), remove: z.array(z.string()), add: z.array(z.string()) }),
);
const corrections = parseData("holiday-corrections.json", Corrections, correctionsData);

/** Tells whether a local date is a public holiday. */
export type IsHoliday = (date: string) => boolean;

const known = new Map<string, IsHoliday>();

/** The public holidays of a country, or of one of its states (DE-BY); null where nobody knows them. */
export function holidaysOf(place: string): IsHoliday | null {
  const found = known.get(place);
  if (found !== undefined) return found;
  const library = openLibrary(place);
  if (library === null) return null;
  const isHoliday = rememberYears(library);
  known.set(place, isHoliday);
  return isHoliday;
}

/** Only when a calendar asks for holidays: its data of all countries take a fifth of the time a start needs. */
function loadLibrary(): typeof Library {
  // The one way to load something later and in the same tick.
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-assignment
  const loaded: typeof Library = require("date-holidays");
  return loaded;
}

function openLibrary(code: string): Library | null {
  const Holidays = loadLibrary();
  const [country = "", state] = code.split("-");
  const place = state === undefined ? { country } : { country, state };
  const library = new Holidays(place, { types: ["public"] });
  if (library.getCountries()[country] === undefined) return null;
  if (state !== undefined && library.query(country)[state] === undefined) return null;
  const { remove = [], add = [] } = corrections[country] ?? {};
  for (const rule of remove) library.unsetRule(rule);
  for (const rule of add) library.setHoliday(rule, { name: rule, type: "public" });
  return library;
}

/** Reckoning a year takes the library many milliseconds (lunar calendars), so each year is reckoned once. */
function rememberYears(library: Library): IsHoliday {
  const years = new Map<string, ReadonlySet<string>>();
  return (date) => {
    const year = date.slice(0, 4);
    const days = years.get(year) ?? new Set(library.getHolidays(Number(year)).flatMap(daysOf));
    years.set(year, days);
    return days.has(date);
  };
}

const hour = 3_600_000;
const day = 24 * hour;

/**
 * The local dates a holiday covers from 6 to 18 o'clock: some begin on the evening before, some last several days,
 * and the half days (women's day in China) are for a part of the people only.
 */
function daysOf({ date, start, end }: HolidaysTypes.Holiday): readonly string[] {
  // "2026-03-20 00:00:00 -0600" is a holiday that begins at 18:00 on the day before.
  const [, first = "", time = "", shift = "0"] = /^(\S+) (\S+)(?: ([+-]\d\d)\d\d)?$/.exec(date) ?? [];
  const begins = Date.parse(`${first}T${time}Z`) + Number(shift) * hour;
  const ends = begins + end.getTime() - start.getTime();
  const days: string[] = [];
  for (let at = begins - (begins % day); at < ends; at += day) {
    if (at + 6 * hour >= begins && at + 18 * hour <= ends) days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}
