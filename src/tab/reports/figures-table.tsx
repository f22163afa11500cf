import type { ReportSection } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { sayValue } from "./say-value";

/** The figures behind a chart. It may be wider than its place and scrolls there, also by keyboard. */
export function FiguresTable({
  section: { label, axis, points, series },
}: {
  readonly section: ReportSection;
}) {
  const { language } = useTab();
  return (
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
  );
}
