import type { BusinessCalendar, CalendarData } from "../clocks/business-calendar";
import type { ClockRules } from "../clocks/clock";
import { holidaysOf } from "../clocks/holidays";
import { loadCalendar } from "../clocks/load-calendar";
import type { QuietHours } from "../clocks/quiet-hours";
import type { CaseRecord, Person } from "../records/record";
import type { Route } from "./route";

/** What the clocks and reminders of one case go by. */
export interface CaseHours {
  /** The route to the team that has the case; null where no team has it, or the route is gone. */
  readonly route: Route | null;
  readonly rules: ClockRules;
  readonly quietHours: QuietHours | null;
}

/** What holds for all cases of an installation. */
export interface HoursOptions {
  readonly rules: ClockRules;
  readonly business: CalendarData;
  readonly quietHours: QuietHours | null;
  /** Absent where there are no routes. */
  readonly listRoutes?: (tenantId: string) => Promise<readonly Route[]>;
}

/** Finds them anew at each call: a lead may have changed the route meanwhile. */
export type HoursOf = (tenantId: string, record: CaseRecord) => Promise<CaseHours>;

/** Whom else reminders may reach: the leads of a tenant. */
export type ListLeads = (tenantId: string) => Promise<readonly Person[]>;

/** Gives the calendar of a team's country; without one, or where it is no country, that of the settings. */
export function createCalendarOf(
  calendar: BusinessCalendar,
  business: CalendarData,
): (country: string | undefined) => BusinessCalendar {
  const calendars = new Map<string, BusinessCalendar>();
  return (country) => {
    if (country === undefined || holidaysOf(country) === null) return calendar;
    const known = calendars.get(country) ?? loadCalendar({ ...business, country }).calendar;
    calendars.set(country, known);
    return known;
  };
}

/** Finds the hours of a case: its route's country and quiet hours first, then those of the settings. */
export function createHoursOf({ rules, business, quietHours, listRoutes }: HoursOptions): HoursOf {
  const calendarOf = createCalendarOf(rules.calendar, business);
  return async (tenantId, { team }) => {
    const routes = team === undefined || listRoutes === undefined ? [] : await listRoutes(tenantId);
    const route = routes.find(({ id }) => id === team?.routeId) ?? null;
    return {
      route,
      rules: { ...rules, calendar: calendarOf(route?.country) },
      quietHours: route?.quietHours ?? quietHours,
    };
  };
}
