import type { Measures } from "./counts";
import type { Report } from "./report";
import type { Point } from "./report-text";
import type { ReportWords } from "./report-words";

/** What a section counts with: a group's measures, or the cases alone. */
export type Counted = Pick<Measures, "cases"> & Partial<Measures>;

/** Stands for what a case does not say. */
export const unknown = "unknown";
/** Stands for all that an axis does not name. */
export const others = "others";

/** Rows of a table of things compared; the rest is summed up in one more. */
export const mostRows = 10;

/** What rows or series are told apart by; what `order` does not name belongs to the others, who stand last. */
export interface Axis<Row> {
  readonly by: (row: Row) => string;
  readonly order: readonly string[];
  readonly label: (key: string) => string;
  readonly dates?: (key: string) => Pick<Point, "from" | "to">;
  /** Points without a case are left out; never those of time. */
  readonly keepsEmpty?: boolean;
}

/** The groups in the order of the axis. */
export function groupRows<Row>(
  rows: readonly Row[],
  { by, order }: Axis<Row>,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const wanted = by(row);
    const key = order.includes(wanted) ? wanted : others;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(row);
  }
  return new Map(
    [...order, others].flatMap((key) => {
      const group = groups.get(key);
      return group === undefined ? [] : [[key, group] as const];
    }),
  );
}

/** The keys with the most cases, the largest first; whatever is as large in the order of their names. */
export function largest<Row extends Counted>(
  rows: readonly Row[],
  by: (row: Row) => string,
  most: number,
): readonly string[] {
  const sizes = new Map<string, number>();
  for (const row of rows) {
    const key = by(row);
    sizes.set(key, (sizes.get(key) ?? 0) + row.cases);
  }
  // Of ten thousands of customers a few are asked for: sorting all of them would keep everybody else waiting.
  const first: Sized[] = [];
  for (const sized of sizes) {
    const last = first[most - 1];
    if (last !== undefined && comesBefore(last, sized)) continue;
    const place = first.findIndex((other) => comesBefore(sized, other));
    first.splice(place === -1 ? first.length : place, 0, sized);
    if (first.length > most) first.pop();
  }
  return first.map(([key]) => key);
}

type Sized = readonly [key: string, cases: number];

function comesBefore([a, many]: Sized, [b, more]: Sized): boolean {
  return many === more ? a < b : many > more;
}

/** The steps of the period, those without a case as well. */
export function timeAxis({ period }: Report, { date }: ReportWords): Axis<{ readonly bucket: number }> {
  const bucketOf = (key: string) => period.buckets.find(({ from }) => from === key);
  return {
    by: ({ bucket }) => period.buckets[bucket]?.from ?? unknown,
    order: period.buckets.map(({ from }) => from),
    label: (key) => date(key, period.step),
    dates: (key) => ({ from: key, to: bucketOf(key)?.to ?? null }),
    keepsEmpty: true,
  };
}

/** What a case is told apart by where its severity counts. */
export function severityKey({ severity }: { readonly severity: string | null }): string {
  return severity ?? unknown;
}

/** The value itself again; null for what is unknown. */
export function keyOrNull(key: string): string | null {
  return key === unknown ? null : key;
}
