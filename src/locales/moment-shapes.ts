import type { Language } from "../vocabulary";

/** Whose dates the languages have; in English the day comes before the month. */
export const dateLocales: Readonly<Record<Language, string>> = {
  en: "en-GB",
  "zh-TW": "zh-TW",
  "zh-CN": "zh-CN",
};

/** The time of day: 24 hours, always two digits. */
export const clockShape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

const spans = [
  ["year", 365 * 24 * 60],
  ["month", 30 * 24 * 60],
  ["day", 24 * 60],
  ["hour", 60],
  ["minute", 1],
] as const;

/** The largest unit so many minutes fill, and how many minutes it has; below a minute the minute. */
export function spanOf(minutes: number): (typeof spans)[number] {
  return spans.find((span) => minutes >= span[1]) ?? ["minute", 1];
}
