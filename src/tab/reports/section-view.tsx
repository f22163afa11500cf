import { useId } from "react";
import type { ReportSection } from "../api/wire";
import { Part } from "../case/part";
import { useTab } from "../shared/tab-context";
import { Chart } from "./chart";
import type { DrawnSeries } from "./chart-shape";
import { FiguresTable } from "./figures-table";
import { seriesClass } from "./series-class";

/** Points beyond these are read in the table alone. */
const mostCategories = 12;

/** One part of a report: the sentence, the chart, and the table behind it. */
export function SectionView({ section }: { readonly section: ReportSection }) {
  const { say } = useTab();
  const summaryId = useId();
  const { label, summary, points, series, axis } = section;
  // Of different measures only those of the first can stand beside each other; noughts draw nothing.
  const unit = series[0]?.unit;
  const drawn = series
    .map((one, place) => ({ ...one, tone: seriesClass(one.key, place) }))
    .filter((one) => one.unit === unit && one.values.some((value) => value !== null && value !== 0));
  const isDrawable = axis === "time" || points.length <= mostCategories;
  return (
    <Part title={label} className="report-part">
      {summary === "" ? null : (
        <p className="quiet" id={summaryId}>
          {summary}
        </p>
      )}
      {isDrawable && drawn.length > 0 ? (
        <Chart section={{ ...section, series: drawn }} summaryId={summaryId} />
      ) : null}
      {isDrawable && drawn.length > 1 ? <Legend drawn={drawn} /> : null}
      {points.length === 0 ? null : (
        <details open={!isDrawable}>
          <summary>{say("tab.report.table")}</summary>
          <FiguresTable section={section} />
        </details>
      )}
    </Part>
  );
}

/** Which colour is what; the table says the same to those who cannot see it. */
function Legend({ drawn }: { readonly drawn: readonly DrawnSeries[] }) {
  return (
    <ul className="legend" aria-hidden="true">
      {drawn.map(({ key, label, tone }) => (
        <li key={key}>
          <svg width="10" height="10">
            <rect width="10" height="10" rx="2" className={tone} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
