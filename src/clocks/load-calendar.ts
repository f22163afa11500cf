import { z } from "zod";
import { DataError } from "../errors";
import { type BusinessCalendar, CalendarData } from "./business-calendar";
import { holidaysOf } from "./holidays";

/** A calendar, and whether its holidays are known; where they are not, no day is one. */
export interface LoadedCalendar {
  readonly calendar: BusinessCalendar;
  readonly knowsHolidays: boolean;
}

/** Checks a calendar and looks up the holidays of its country. Throws `DataError` naming the fault. */
export function loadCalendar(data: unknown): LoadedCalendar {
  const result = CalendarData.safeParse(data);
  if (!result.success)
    throw new DataError(`calendar: ${z.prettifyError(result.error)}`, { cause: result.error });
  const isHoliday = result.data.country === null ? null : holidaysOf(result.data.country);
  return {
    calendar: { ...result.data, isHoliday: isHoliday ?? (() => false) },
    knowsHolidays: isHoliday !== null,
  };
}
