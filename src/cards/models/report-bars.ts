import { describeReport } from "../../reports/describe-report";
import type { Report } from "../../reports/report";
import type { Section, SectionId, Series } from "../../reports/report-text";
import { type ReportWords, sayMinutes } from "../../reports/report-words";

/** One part of a report: bars to look at, and the table behind them. */
export interface ReportBlock {
  readonly barsId: string;
  readonly tableId: string;
  readonly heading: string;
  readonly bars: readonly Bar[];
  readonly table: readonly { readonly title: string; readonly value: string }[];
}

/** A bar with its figure beside it, in Adaptive Card 1.5: any client draws columns, and any reader says their texts. */
export interface Bar {
  readonly label: string;
  readonly value: string;
  /** Widths of the filled and the empty part, together what every bar may take. */
  readonly filled: number;
  readonly empty: number;
  readonly isFilled: boolean;
  readonly isPart: boolean;
}

/** What a card has room for; the tab has all of it. Bars of points add the series up, those of series the points. */
const parts = [
  { id: "severity", bars: "series", table: "severity" },
  { id: "handling", bars: "series", table: "outcomes" },
  { id: "products", bars: "points", table: "products" },
  { id: "response", bars: "series", table: "response" },
] as const satisfies readonly {
  readonly id: SectionId;
  readonly bars: "points" | "series";
  readonly table: SectionId;
}[];

/** Things compared that a card shows; a year has thirteen months. */
const mostBars = 13;
const fullWidth = 100;

/** Draws a report; a part that has only noughts is left out. */
export function drawReport(report: Report, words: ReportWords): readonly ReportBlock[] {
  const { sections } = describeReport(report, words);
  return parts.flatMap(({ id, bars, table }) => {
    const section = sections.find((one) => one.id === id);
    const behind = sections.find((one) => one.id === table);
    if (section === undefined || behind === undefined) return [];
    const values = bars === "points" ? addUpPoints(section) : addUpSeries(section);
    if (values.every(({ value }) => value === 0)) return [];
    const most = Math.max(...values.map(({ value }) => value));
    return [
      {
        barsId: `bars-${id}`,
        tableId: `table-${id}`,
        heading: section.label,
        bars: values.slice(0, mostBars).map((one) => drawBar(one, most)),
        table: behind.points.slice(0, mostBars).map(({ label }, index) => ({
          title: label,
          value: sayRow(words, behind.series, index),
        })),
      },
    ];
  });
}

interface Value {
  readonly label: string;
  readonly value: number;
}

function addUpPoints({ points, series }: Section): readonly Value[] {
  return points.map(({ label }, index) => ({
    label,
    value: series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
  }));
}

function addUpSeries({ series }: Section): readonly Value[] {
  return series.map(({ label, total }) => ({ label, value: total ?? 0 }));
}

function drawBar({ label, value }: Value, most: number): Bar {
  const filled = Math.round((value / most) * fullWidth);
  return {
    label,
    value: String(value),
    // A width of nought means something else to a card.
    filled: Math.max(1, filled),
    empty: Math.max(1, fullWidth - filled),
    isFilled: value > 0,
    isPart: filled < fullWidth,
  };
}

/** "Severity A 2, Severity B 1": what there is none of is not said. */
function sayRow({ say }: ReportWords, series: readonly Series[], index: number): string {
  const parts = series.flatMap(({ label, unit, values }) => {
    const value = values[index] ?? null;
    if (value === null || value === 0) return [];
    const text = unit === "minutes" ? sayMinutes(say, value) : String(value);
    return [say("report.part", { name: label, value: text })];
  });
  return parts.length === 0 ? say("report.none") : parts.join(say("report.joint"));
}
