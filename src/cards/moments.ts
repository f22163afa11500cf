import { IANAZone } from "luxon";
import { clockShape, dateLocales, spanOf } from "../locales/moment-shapes";
import { spaceNumbers } from "../locales/space-numbers";
import type { Audience } from "../views";
import type { Language } from "../vocabulary";

// Making a formatter costs a hundred times what using it does, so they are kept; zones that do not exist are
// replaced by UTC before they can become a key.
const formatters = new Map<string, Intl.DateTimeFormat>();
const ages = new Map<Language, Intl.RelativeTimeFormat>();
const knownZones = new Set<string>();

/** The person's zone, or UTC where their client names one that does not exist. */
export function zoneOf(audience: Audience): string {
  const { timeZone } = audience;
  if (knownZones.has(timeZone)) return timeZone;
  if (!IANAZone.isValidZone(timeZone)) return "UTC";
  knownZones.add(timeZone);
  return timeZone;
}

/** "14:32" today, "Mon, 24 Nov, 14:32" on other days, with the year when it is another; 24 hours always. */
export function formatMoment(time: number, audience: Audience): string {
  const zone = zoneOf(audience);
  const dayOf = (instant: number): string => formatterFor("en", zone, "date").format(instant);
  const [day, today] = [dayOf(time), dayOf(Date.parse(audience.now))];
  const shape = day === today ? "time" : day.slice(-4) === today.slice(-4) ? "day" : "year";
  return formatterFor(audience.language, zone, shape).format(time);
}

const shapes = {
  time: clockShape,
  day: { weekday: "short", day: "numeric", month: "short", ...clockShape },
  year: { day: "numeric", month: "short", year: "numeric", ...clockShape },
  /** Tells days and years apart; never shown. Ends in the year. */
  date: { day: "2-digit", month: "2-digit", year: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

function formatterFor(language: Language, zone: string, shape: keyof typeof shapes): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${shape}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(dateLocales[language], { ...shapes[shape], timeZone: zone });
  formatters.set(key, made);
  return made;
}

/** "3 days ago"; null for less than a minute. A time that lies ahead counts as now. */
export function formatAge(iso: string, audience: Audience): string | null {
  const minutes = Math.max(0, Math.floor((Date.parse(audience.now) - Date.parse(iso)) / 60_000));
  if (minutes === 0) return null;
  const [unit, length] = spanOf(minutes);
  let format = ages.get(audience.language);
  if (format === undefined) {
    format = new Intl.RelativeTimeFormat(dateLocales[audience.language], { numeric: "auto" });
    ages.set(audience.language, format);
  }
  return spaceNumbers(format.format(-Math.floor(minutes / length), unit));
}
