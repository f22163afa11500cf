import { DateTime } from "luxon";
import type { BusinessCalendar } from "../clocks/business-calendar";
import { nextOpening } from "../clocks/business-time";
import { endOfQuiet, type QuietHours } from "../clocks/quiet-hours";
import type { Route } from "./route";

/** A report on the days before its week; dates are local and both included. */
export interface DueDigest {
  /** The week it is posted in, so that there is one in each: 2026-W48. */
  readonly week: string;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

/** When a channel works and is quiet; the zone is the channel's own. */
export interface DigestHours {
  readonly calendar: BusinessCalendar;
  readonly quietHours: QuietHours | null;
  /** After so many milliseconds it is too late: what has been posted is not remembered for longer. */
  readonly longestLate: number;
}

/** Weeks without a working day that one digest makes up for. */
const mostClosedWeeks = 8;

/**
 * The digest a channel should have by now (Unix milliseconds): from the first working hour of the week on, which a
 * holiday moves to the next day, so that who was down on Monday posts it when back. Null where there is none to be
 * posted at this moment.
 */
export function dueDigest(
  { digest }: Pick<Route, "digest">,
  { calendar, quietHours, longestLate }: DigestHours,
  now: number,
): DueDigest | null {
  if (digest === undefined || endOfQuiet(now, quietHours) > now) return null;
  const { zone } = calendar;
  const monday = DateTime.fromMillis(now, { zone }).startOf("week");
  const moment = nextOpening(monday.toMillis(), calendar);
  // The first one is that of the week after the wish.
  if (moment > now || moment < Date.parse(digest.since) || now - moment > longestLate) return null;
  return {
    week: monday.toFormat("kkkk-'W'WW"),
    from: beginAfterDigest(monday, calendar).toFormat("yyyy-MM-dd"),
    to: monday.minus({ days: 1 }).toFormat("yyyy-MM-dd"),
    zone,
  };
}

/** The week before; after weeks that were all holidays, and had no digest, also those before. */
function beginAfterDigest(monday: DateTime, calendar: BusinessCalendar): DateTime {
  for (let weeks = 1; weeks <= mostClosedWeeks; weeks += 1) {
    const begin = monday.minus({ weeks });
    if (nextOpening(begin.toMillis(), calendar) < begin.plus({ weeks: 1 }).toMillis()) return begin;
  }
  return monday.minus({ weeks: mostClosedWeeks });
}
