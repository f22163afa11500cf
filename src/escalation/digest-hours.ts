import type { BusinessCalendar, CalendarData } from "../clocks/business-calendar";
import { holidaysOf } from "../clocks/holidays";
import { loadCalendar } from "../clocks/load-calendar";
import type { QuietHours } from "../clocks/quiet-hours";
import type { DigestHours } from "./digest";
import type { Route } from "./route";

/** The settings the hours of a report follow from. */
export interface DigestHoursOptions {
  readonly business: CalendarData;
  readonly quietHours: QuietHours | null;
  /** Days after which what was sent is forgotten; then nobody knows any more that it was. */
  readonly retention: { readonly sent: number };
}

const day = 86_400_000;

/** When a channel gets its weekly report: the hours of the settings, in the channel's own zone and country. */
export function createDigestHours({ business, quietHours, retention }: DigestHoursOptions) {
  const calendars = new Map<string, BusinessCalendar>();
  const longestLate = Math.min(7, retention.sent - 1) * day;
  return (route: Pick<Route, "zone" | "country" | "quietHours">): DigestHours => {
    const { zone = business.zone } = route;
    const isKnown = route.country !== undefined && holidaysOf(route.country) !== null;
    const country = isKnown ? route.country : business.country;
    const key = `${zone} ${country ?? ""}`;
    const calendar = calendars.get(key) ?? loadCalendar({ ...business, zone, country }).calendar;
    calendars.set(key, calendar);
    return { calendar, quietHours: route.quietHours ?? quietHours, longestLate };
  };
}
