import type { ReportSection } from "../api/wire";

/** A series with the class that colours it. */
export type DrawnSeries = ReportSection["series"][number] & { readonly tone: string };

/** What is drawn, and where it is said in words. */
export interface ChartOptions {
  readonly section: Omit<ReportSection, "series"> & { readonly series: readonly DrawnSeries[] };
  /** The id of the sentence that says the same. */
  readonly summaryId: string;
}

/** A bar of a chart in shares of its axis, from 0 to 1. */
export interface Bar {
  readonly series: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The bars of each point, stacked where the series add up to a whole. All are measured by the same largest value; a
 * value that is not known has no bar.
 */
export function shapeBars(
  values: readonly (readonly (number | null)[])[],
  points: number,
  isStacked: boolean,
): readonly (readonly Bar[])[] {
  const of = (point: number): readonly number[] => values.map((series) => series[point] ?? 0);
  const heights = Array.from({ length: points }, (_none, point) => {
    const own = of(point);
    return isStacked ? own.reduce((sum, value) => sum + value, 0) : Math.max(0, ...own);
  });
  const top = Math.max(1, ...heights);
  return heights.map((_height, point) => {
    let reached = 0;
    return of(point).flatMap((value, series): readonly Bar[] => {
      const from = isStacked ? reached : 0;
      reached += value;
      return value <= 0 ? [] : [{ series, from: from / top, to: (from + value) / top }];
    });
  });
}

/** Which of so many labels of an axis are written, so that they do not run into each other. */
export function isLabelled(point: number, points: number, most: number): boolean {
  return point % Math.max(1, Math.ceil(points / most)) === 0;
}

/** What the series add up to at a point; what is not known counts as nothing. */
export function totalOf(
  series: readonly { readonly values: readonly (number | null)[] }[],
  point: number,
): number {
  return series.reduce((sum, { values }) => sum + (values[point] ?? 0), 0);
}
