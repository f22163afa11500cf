import { IANAZone } from "luxon";

const quarterHour = 15 * 60_000;
/** Two years of quarter hours; a zone that has more is asked anew. */
const mostKept = 70_000;
const offsets = new Map<string, Map<number, number>>();

/**
 * The local time of a zone as if it were UTC, in Unix milliseconds. Offsets change on the quarter hour only, and
 * looking one up takes longer than all the rest of a reminder, so they are kept.
 */
export function localTime(time: number, zone: string): number {
  const quarter = Math.floor(time / quarterHour);
  const known = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, known);
  const found = known.get(quarter);
  if (found !== undefined) return time + found;
  const offset = IANAZone.create(zone).offset(time) * 60_000;
  if (known.size >= mostKept) known.clear();
  known.set(quarter, offset);
  return time + offset;
}

/** The local date, such as 2026-11-24. */
export function localDate(time: number, zone: string): string {
  return new Date(localTime(time, zone)).toISOString().slice(0, 10);
}
