import { type Axis, type Counted, groupRows } from "./report-axis";
import type { Column, Columns } from "./report-columns";
import type { Section, SectionId, Series } from "./report-text";
import { type ReportWords, sayMinutes } from "./report-words";

/** Makes one section after another in the same words. */
export function createMaker({ say }: ReportWords) {
  return <Row extends Counted>(
    id: SectionId,
    rows: readonly Row[],
    axis: Axis<Row>,
    columns: Columns<Row>,
    isWhole = typeof columns === "function",
  ): Section => {
    const groups = groupRows(rows, axis);
    const keys = axis.keepsEmpty === true ? axis.order : [...groups.keys()];
    const wanted = typeof columns === "function" ? columns(rows) : columns;
    const series = wanted
      .map((column) =>
        makeSeries(
          column,
          keys.map((key) => groups.get(key) ?? []),
          rows,
        ),
      )
      .filter(({ total }, index) => wanted[index]?.isOptional !== true || total !== 0);
    const label = say(`report.section.${id}`);
    return {
      id,
      label,
      axis: axis.keepsEmpty === true ? "time" : "category",
      isStacked: isWhole,
      points: keys.map((key) => ({
        key,
        label: axis.label(key),
        from: null,
        to: null,
        ...axis.dates?.(key),
      })),
      series,
      summary: summarise(say, series),
    };
  };
}

function makeSeries<Row>(
  { key, label, unit, value }: Column<Row>,
  groups: readonly (readonly Row[])[],
  all: readonly Row[],
): Series {
  return { key, label, unit, values: groups.map(value), total: value(all) };
}

function summarise(say: ReportWords["say"], series: readonly Series[]): string {
  // An average of nothing is no news.
  const known = series.filter(({ unit, total }) => unit !== "minutes" || total !== null);
  const parts = known.map(({ label: name, unit, total }) =>
    say("report.part", { name, value: unit === "minutes" ? sayMinutes(say, total) : String(total ?? 0) }),
  );
  return parts.length === 0 ? "" : say("report.summary", { parts: parts.join(say("report.joint")) });
}
