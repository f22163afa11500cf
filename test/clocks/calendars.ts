import type { BusinessCalendar, CalendarData } from "../../src/clocks/business-calendar";
import { loadCalendar } from "../../src/clocks/load-calendar";

const week = { country: null, weekdays: [1, 2, 3, 4, 5], opens: "09:00", closes: "17:00" } as const;

/** A calendar of Monday to Friday, 9 to 17, with what is different. */
export function calendarOf(changes: Partial<CalendarData> & { readonly zone: string }): BusinessCalendar {
  return loadCalendar({ ...week, ...changes }).calendar;
}

export const taipei = calendarOf({ country: "TW", zone: "Asia/Taipei" });
export const shanghai = calendarOf({ country: "CN", zone: "Asia/Shanghai" });
export const newYork = calendarOf({ country: "US", zone: "America/New_York" });
export const berlin = calendarOf({ country: "DE", zone: "Europe/Berlin" });
export const kolkata = calendarOf({ country: "IN", zone: "Asia/Kolkata" });
export const kathmandu = calendarOf({ zone: "Asia/Kathmandu" });

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
