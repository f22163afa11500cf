import type { ReportSection } from "../api/wire";
import { type Bar, isLabelled, shapeBars } from "./chart-shape";

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
              className={series[bar.series]?.tone}
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

/** A series with the class that colours it. */
export type DrawnSeries = ReportSection["series"][number] & { readonly tone: string };

interface ChartOptions {
  readonly section: Omit<ReportSection, "series"> & { readonly series: readonly DrawnSeries[] };
  /** The id of the sentence that says the same. */
  readonly summaryId: string;
}

const barHeight = 10;

/** Words and figures stand beside the bars as text of the page: they break, grow and are read like all other text. */
function CategoryChart({ section, summaryId }: ChartOptions) {
  const { points, series, isStacked, label: title } = section;
  const bars = shapeBars(
    series.map(({ values }) => values),
    points.length,
    isStacked,
  );
  return (
    <ul className="category-chart" role="list" aria-label={title} aria-describedby={summaryId}>
      {points.map(({ key, label }, point) => (
        <li key={key} className="category">
          <span>{label}</span>
          <div className="category-lines">
            {isStacked || bars[point]?.length === 0 ? (
              <CategoryLine bars={bars[point] ?? []} series={series} figure={totalOf(section, point)} />
            ) : (
              (bars[point] ?? []).map((bar) => (
                <CategoryLine
                  key={bar.series}
                  bars={[bar]}
                  series={series}
                  figure={series[bar.series]?.values[point] ?? 0}
                  name={series.length > 1 ? series[bar.series]?.label : undefined}
                />
              ))
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** One line of bars with its figure; what colour alone tells is said before it. */
function CategoryLine({
  bars,
  series,
  figure,
  name,
}: {
  readonly bars: readonly Bar[];
  readonly series: readonly DrawnSeries[];
  readonly figure: number;
  readonly name?: string | undefined;
}) {
  return (
    <div className="category-line">
      <svg
        viewBox={`0 0 100 ${barHeight}`}
        preserveAspectRatio="none"
        height={barHeight}
        aria-hidden="true"
        focusable="false"
      >
        {bars.map((bar) => (
          <rect
            key={bar.series}
            className={series[bar.series]?.tone}
            x={bar.from * 100}
            width={(bar.to - bar.from) * 100}
            height={barHeight}
          />
        ))}
      </svg>
      <span className="category-total">
        {name === undefined ? null : <span className="unseen">{name} </span>}
        {figure}
      </span>
    </div>
  );
}

function topOf(bars: readonly Bar[]): number {
  return Math.max(0, ...bars.map(({ to }) => to));
}

function totalOf({ series }: ChartOptions["section"], point: number): number {
  return series.reduce((sum, { values }) => sum + (values[point] ?? 0), 0);
}
