import { DateTime } from "luxon";

/** How far the points of the time axis lie apart. */
export const reportSteps = ["day", "week", "month"] as const;
/** The length of one point of the time axis. */
export type ReportStep = (typeof reportSteps)[number];

/** A point of the time axis: local dates, both included, and the instants it lies between. */
export interface Bucket {
  readonly from: string;
  readonly to: string;
  /** Parts of at most a week, so that no count reads too much at once; ISO text in UTC, `to` excluded. */
  readonly slices: readonly { readonly from: string; readonly to: string }[];
}

/** What a report is about in time. Weeks begin on Monday; dates are those of the zone. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly step: ReportStep;
  readonly zone: string;
  readonly buckets: readonly Bucket[];
}

/** As it was asked for. Without dates it is the last `weeks` weeks with the present one. */
export interface PeriodWish {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly weeks?: number | undefined;
  readonly step?: ReportStep | undefined;
}

/** Weeks a report reaches back where nobody says. */
export const usualWeeks = 12;
/** Days a report may reach over: three years. */
const mostDays = 1096;
/** Points a chart can still be read with. */
const mostBuckets = 160;

/** The period, or the parameter that makes it none: dates that do not exist, are reversed or too far apart. */
export function readPeriod(
  wish: PeriodWish,
  now: string,
  zone: string,
): Period | { readonly wrong: "from" | "to" | "step" } {
  const today = DateTime.fromISO(now, { zone }).startOf("day");
  const to = wish.to === undefined ? today : DateTime.fromISO(wish.to, { zone });
  const weeks = wish.weeks ?? usualWeeks;
  const from =
    wish.from === undefined
      ? to.startOf("week").minus({ weeks: weeks - 1 })
      : DateTime.fromISO(wish.from, { zone });
  if (!to.isValid || to.year > 9000) return { wrong: "to" };
  if (!from.isValid || from.year < 1970 || from > to) return { wrong: "from" };
  const days = Math.round(to.diff(from, "days").days) + 1;
  if (days > mostDays) return { wrong: "from" };
  const step = wish.step ?? usualStep(days);
  const buckets = [...listBuckets(from.startOf("day"), to.startOf("day"), step)];
  if (buckets.length > mostBuckets) return { wrong: "step" };
  return { from: dateOf(from), to: dateOf(to), step, zone, buckets };
}

function usualStep(days: number): ReportStep {
  if (days <= 14) return "day";
  return days <= 371 ? "week" : "month";
}

/** The first and the last may be cut off. */
function* listBuckets(from: DateTime, to: DateTime, step: ReportStep): Generator<Bucket> {
  const end = to.plus({ days: 1 });
  let start = from;
  while (start < end) {
    const next = DateTime.min(start.startOf(step).plus({ [step]: 1 }), end);
    yield { from: dateOf(start), to: dateOf(next.minus({ days: 1 })), slices: [...slice(start, next)] };
    start = next;
  }
}

function* slice(from: DateTime, to: DateTime): Generator<Bucket["slices"][number]> {
  let start = from;
  while (start < to) {
    const next = DateTime.min(start.plus({ weeks: 1 }), to);
    yield { from: isoOf(start), to: isoOf(next) };
    start = next;
  }
}

function dateOf(time: DateTime): string {
  return time.toFormat("yyyy-MM-dd");
}

/** A local midnight as stored moments are written, so that texts compare as instants do. */
function isoOf(time: DateTime): string {
  return new Date(time.toMillis()).toISOString();
}
