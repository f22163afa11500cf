import { clockShape, dateLocales, spanOf } from "../../locales/moment-shapes";
import { spaceNumbers } from "../../locales/space-numbers";
import type { Language } from "../../vocabulary";

/** "14:32" today, "24 Nov, 14:32" this year, else with the year; in the zone of the browser unless one is given. */
export function sayMoment(iso: string, now: Date, language: Language, timeZone?: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return "";
  const zone = timeZone === undefined ? {} : { timeZone };
  const dayOf = (moment: Date): string =>
    new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", ...zone }).format(
      moment,
    );
  const [day, today] = [dayOf(time), dayOf(now)];
  const shape =
    day === today
      ? clockShape
      : day.slice(0, 4) === today.slice(0, 4)
        ? ({ day: "numeric", month: "short", ...clockShape } as const)
        : ({ day: "numeric", month: "short", year: "numeric" } as const);
  return new Intl.DateTimeFormat(dateLocales[language], { ...shape, ...zone }).format(time);
}

/** The whole moment with its zone, for those who want to know exactly. */
export function sayExactly(iso: string, language: Language): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return "";
  const shape = {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZoneName: "short",
    ...clockShape,
  } as const;
  return new Intl.DateTimeFormat(dateLocales[language], shape).format(time);
}

/** "3 days ago", "in 2 hours"; null for less than a minute. */
export function sayDistance(iso: string, now: Date, language: Language): string | null {
  const minutes = Math.round((Date.parse(iso) - now.getTime()) / 60_000);
  if (Number.isNaN(minutes)) return "";
  if (minutes === 0) return null;
  const [unit, length] = spanOf(Math.abs(minutes));
  const format = new Intl.RelativeTimeFormat(dateLocales[language], { numeric: "auto" });
  return spaceNumbers(format.format(Math.trunc(minutes / length), unit));
}
