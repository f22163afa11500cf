import { useId } from "react";
import type { ReportSection } from "../api/wire";
import { Part } from "../case/part";
import { useTab } from "../shared/tab-context";
import { Chart } from "./chart";
import { seriesClass } from "./series-class";
import { sayValue } from "./say-value";

/** Points beyond these are read in the table alone. */
const mostCategories = 12;

/** One part of a report: the sentence, the chart, and the table behind it. */
export function SectionView({ section }: { readonly section: ReportSection }) {
  const { say, language } = useTab();
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
      {isDrawable && drawn.length > 1 ? (
        <ul className="legend" aria-hidden="true">
          {drawn.map(({ key, label: name, tone }) => (
            <li key={key}>
              <svg width="10" height="10">
                <rect width="10" height="10" rx="2" className={tone} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      ) : null}
      {points.length === 0 ? null : (
        <details open={!isDrawable}>
          <summary>{say("tab.report.table")}</summary>
          <div className="table-frame" role="region" aria-label={label} tabIndex={0}>
            <table className={axis === "time" ? "figures-table is-dated" : "figures-table"}>
              <thead>
                <tr>
                  <td />
                  {series.map(({ key, label: name }) => (
                    <th key={key} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {points.map(({ key, label: name }, point) => (
                  <tr key={key}>
                    <th scope="row">{name}</th>
                    {series.map(({ key: column, values, unit: measure }) => (
                      <td key={column}>{sayValue(values[point] ?? null, measure, language)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </Part>
  );
}
