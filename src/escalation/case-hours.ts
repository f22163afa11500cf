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

export interface HoursOptions {
  readonly rules: ClockRules;
  readonly business: CalendarData;
  readonly quietHours: QuietHours | null;
  /** Absent where there are no routes. */
  readonly listRoutes?: (tenantId: string) => Promise<readonly Route[]>;
}

export type HoursOf = (tenantId: string, record: CaseRecord) => Promise<CaseHours>;

/** Whom else reminders may reach: the leads of a tenant. */
export type ListLeads = (tenantId: string) => Promise<readonly Person[]>;

/** Finds the hours of a case: its route's country and quiet hours first, then those of the settings. */
export function createHoursOf({ rules, business, quietHours, listRoutes }: HoursOptions): HoursOf {
  const calendars = new Map<string, BusinessCalendar>();

  function calendarOf(country: string | undefined): BusinessCalendar {
    if (country === undefined || holidaysOf(country) === null) return rules.calendar;
    const calendar = calendars.get(country) ?? loadCalendar({ ...business, country }).calendar;
    calendars.set(country, calendar);
    return calendar;
  }

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
