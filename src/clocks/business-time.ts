import { DateTime } from "luxon";
import { DataError } from "../errors";
import type { BusinessCalendar } from "./business-calendar";
import { localDate } from "./zone-time";

/** The open hours of one local day, in Unix milliseconds; `to` is the first instant that is closed again. */
interface Opening {
  readonly from: number;
  readonly to: number;
}

const openings = new WeakMap<BusinessCalendar, Map<string, Opening | null>>();

/** A calendar that is closed for this long never opens. */
const mostDays = 20 * 366;

/** Whether work is done at an instant (Unix milliseconds, as everywhere here). */
export function isOpen(at: number, calendar: BusinessCalendar): boolean {
  const opening = openingOn(localDate(at, calendar.zone), calendar);
  return opening !== null && opening.from <= at && at < opening.to;
}

/** The first open instant from here on; the instant itself when it is open. */
export function nextOpening(at: number, calendar: BusinessCalendar): number {
  for (const { from, to } of openingsFrom(at, calendar)) if (to > at) return Math.max(at, from);
  throw neverOpens(calendar);
}

/** The first instant by which the calendar was open for so many hours since `start`; `start` itself for none. */
export function addBusinessTime(start: number, hours: number, calendar: BusinessCalendar): number {
  let left = Math.round(hours * 3_600_000);
  if (left <= 0) return start;
  for (const opening of openingsFrom(start, calendar)) {
    const from = Math.max(start, opening.from);
    const open = Math.max(0, opening.to - from);
    if (left <= open) return from + left;
    left -= open;
  }
  throw neverOpens(calendar);
}

/** For how many milliseconds the calendar is open between two instants; 0 when they are the wrong way round. */
export function businessTimeBetween(start: number, end: number, calendar: BusinessCalendar): number {
  let sum = 0;
  if (end <= start) return sum;
  for (const { from, to } of openingsFrom(start, calendar)) {
    if (from >= end) break;
    sum += Math.max(0, Math.min(end, to) - Math.max(start, from));
  }
  return sum;
}

/**
 * So many business days later at the same local time of day; days the calendar is closed are not counted. From a
 * closed day, one business day leads to the next open one.
 */
export function addBusinessDays(start: number, days: number, calendar: BusinessCalendar): number {
  const local = DateTime.fromMillis(start, { zone: calendar.zone });
  let date = localDate(start, calendar.zone);
  let passed = 0;
  for (let left = days; left > 0; passed += 1) {
    if (passed > mostDays) throw neverOpens(calendar);
    date = dayAfter(date);
    if (openingOn(date, calendar) !== null) left -= 1;
  }
  return local.plus({ days: passed }).toMillis();
}

/** The open hours of the day of an instant and of all days after it. */
function* openingsFrom(at: number, calendar: BusinessCalendar): Generator<Opening> {
  let date = localDate(at, calendar.zone);
  for (let days = 0; days <= mostDays; days += 1, date = dayAfter(date)) {
    const opening = openingOn(date, calendar);
    if (opening !== null) yield opening;
  }
}

function openingOn(date: string, calendar: BusinessCalendar): Opening | null {
  const days = openings.get(calendar) ?? new Map<string, Opening | null>();
  openings.set(calendar, days);
  const known = days.get(date);
  if (known !== undefined) return known;
  const { zone, weekdays, opens, closes } = calendar;
  const start = DateTime.fromISO(`${date}T${opens}`, { zone });
  const isClosed = !weekdays.includes(start.weekday) || calendar.isHoliday(date);
  const opening = isClosed
    ? null
    : { from: start.toMillis(), to: DateTime.fromISO(`${date}T${closes}`, { zone }).toMillis() };
  days.set(date, opening);
  return opening;
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function neverOpens({ zone }: BusinessCalendar): DataError {
  return new DataError(`the calendar in ${zone} never opens for that long`);
}
