import type { ReportSection } from "../api/wire";
import { isLabelled, shapeBars } from "./chart-shape";

/** Pixels of the drawing's own measure; it grows with the page. */
const size = { width: 640, height: 200, foot: 22 } as const;
const mostLabels = 8;

/** Bars over time beside each other, or categories below each other. Who cannot see it has the sentence and the table. */
export function Chart({ section, summary }: { readonly section: ReportSection; readonly summary: string }) {
  return section.axis === "time" ? (
    <TimeChart section={section} summary={summary} />
  ) : (
    <CategoryChart section={section} summary={summary} />
  );
}

function TimeChart({ section: { points, series, isStacked }, summary }: ChartOptions) {
  const bars = shapeBars(
    series.map(({ values }) => values),
    points.length,
    isStacked,
  );
  const step = size.width / Math.max(1, points.length);
  const room = size.height - size.foot;
  const width = Math.max(2, Math.min(36, step * 0.64));
  const each = isStacked ? width : width / Math.max(1, series.length);
  return (
    <svg className="chart" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={summary}>
      <line x1="0" x2={size.width} y1={room + 0.5} y2={room + 0.5} className="axis" />
      {points.map(({ key, label }, point) => (
        <g key={key} transform={`translate(${step * point + step / 2} 0)`}>
          {(bars[point] ?? []).map((bar) => (
            <rect
              key={bar.series}
              className={`series-${bar.series % 6}`}
              x={isStacked ? -width / 2 : -width / 2 + each * bar.series}
              y={room - bar.to * (room - 8)}
              width={each}
              height={(bar.to - bar.from) * (room - 8)}
            />
          ))}
          {isLabelled(point, points.length, mostLabels) ? (
            <text y={size.height - 5} textAnchor="middle">
              {label}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}

interface ChartOptions {
  readonly section: ReportSection;
  readonly summary: string;
}

const row = { height: 10, gap: 4 } as const;

/** Words stand beside the bars as text of the page, so that they break and grow like all other text. */
function CategoryChart({ section: { points, series, isStacked }, summary }: ChartOptions) {
  const bars = shapeBars(
    series.map(({ values }) => values),
    points.length,
    isStacked,
  );
  const lines = isStacked ? 1 : series.length;
  const height = lines * (row.height + row.gap) - row.gap;
  return (
    <div className="category-chart" role="img" aria-label={summary}>
      {points.map(({ key, label }, point) => (
        <div key={key} className="category" aria-hidden="true">
          <span>{label}</span>
          <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" style={{ height: height + row.gap }}>
            {(bars[point] ?? []).map((bar) => (
              <rect
                key={bar.series}
                className={`series-${bar.series % 6}`}
                x={bar.from * 100}
                y={isStacked ? 0 : bar.series * (row.height + row.gap)}
                width={(bar.to - bar.from) * 100}
                height={row.height}
              />
            ))}
          </svg>
        </div>
      ))}
    </div>
  );
}
