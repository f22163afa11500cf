import type { ReportSection } from "../api/wire";
import { type Bar, isLabelled, shapeBars } from "./chart-shape";
import { seriesClass } from "./series-class";

/** Pixels of the drawing's own measure; it grows with the page. */
const size = { width: 640, height: 200, head: 24, foot: 26 } as const;
const mostLabels = 8;
/** Beyond so many bars their totals would run into each other. */
const mostTotals = 26;

/** Bars over time beside each other, or categories below each other. Who cannot see it has the sentence and the table. */
export function Chart({ section, summaryId }: ChartOptions) {
  return section.axis === "time" ? (
    <TimeChart section={section} summaryId={summaryId} />
  ) : (
    <CategoryChart section={section} summaryId={summaryId} />
  );
}

function TimeChart({ section, summaryId }: ChartOptions) {
  const { points, series, isStacked, label: title } = section;
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
    <svg
      className="chart"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={title}
      aria-describedby={summaryId}
    >
      <line x1="0" x2={size.width} y1={room + 0.5} y2={room + 0.5} className="axis" />
      {points.map(({ key, label }, point) => (
        <g key={key} transform={`translate(${step * point + step / 2} 0)`}>
          {(bars[point] ?? []).map((bar) => (
            <rect
              key={bar.series}
              className={seriesClass(series[bar.series]?.key ?? "", bar.series)}
              x={isStacked ? -width / 2 : -width / 2 + each * bar.series}
              y={room - bar.to * (room - size.head)}
              width={each}
              height={(bar.to - bar.from) * (room - size.head)}
            />
          ))}
          {isStacked && points.length <= mostTotals && bars[point]?.length !== 0 ? (
            <text y={room - topOf(bars[point] ?? []) * (room - size.head) - 6} textAnchor="middle">
              {totalOf(section, point)}
            </text>
          ) : null}
          {isLabelled(point, points.length, mostLabels) ? (
            <text
              y={size.height - 5}
              textAnchor="middle"
              className={isLabelled(point, points.length, mostLabels / 2) ? undefined : "wide-only"}
            >
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
  /** The id of the sentence that says the same. */
  readonly summaryId: string;
}

const row = { height: 10, gap: 4 } as const;

/** Words stand beside the bars as text of the page, so that they break and grow like all other text. */
function CategoryChart({ section, summaryId }: ChartOptions) {
  const { points, series, isStacked, label: title } = section;
  const bars = shapeBars(
    series.map(({ values }) => values),
    points.length,
    isStacked,
  );
  const lines = isStacked ? 1 : series.length;
  const height = lines * (row.height + row.gap) - row.gap;
  return (
    <div className="category-chart" role="img" aria-label={title} aria-describedby={summaryId}>
      {points.map(({ key, label }, point) => (
        <div key={key} className="category" aria-hidden="true">
          <span>{label}</span>
          <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" style={{ height: height + row.gap }}>
            {(bars[point] ?? []).map((bar) => (
              <rect
                key={bar.series}
                className={seriesClass(series[bar.series]?.key ?? "", bar.series)}
                x={bar.from * 100}
                y={isStacked ? 0 : bar.series * (row.height + row.gap)}
                width={(bar.to - bar.from) * 100}
                height={row.height}
              />
            ))}
          </svg>
          <span className="category-total">{isStacked ? totalOf(section, point) : null}</span>
        </div>
      ))}
    </div>
  );
}

function topOf(bars: readonly Bar[]): number {
  return Math.max(0, ...bars.map(({ to }) => to));
}

function totalOf({ series }: ReportSection, point: number): number {
  return series.reduce((sum, { values }) => sum + (values[point] ?? 0), 0);
}
