import type { Locale } from "./texts.js";

/** The time of day as cards and the tab write it, in every language: 24 hours, always two digits. */
const timeOfDay = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const day = { year: "numeric", month: "short", day: "numeric" } as const;

/** When a message was sent, by the time of day where it is read. */
export function sayTimeOfDay(moment: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, timeOfDay).format(new Date(moment));
}

/** The chat's own time with its date, which its clock may have been put forward to. */
export function sayDayAndTime(moment: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { ...day, ...timeOfDay }).format(new Date(moment));
}
