import { useWidth } from "../shared/use-width";
import { type Bar, type ChartOptions, isLabelled, shapeBars, totalOf } from "./chart-shape";

/** Pixels. The drawing is as wide as its place, so that its words are as large as all others at every width. */
const size = { usual: 640, height: 200, head: 24, foot: 26 } as const;
/** Pixels a label needs at least. */
const labelWidth = 76;
/** Pixels a total needs at least; where bars are closer their totals would run into each other. */
const totalWidth = 22;
/** Pixels of the widest bar. */
const widest = 36;

/** Bars over time beside each other. */
export function TimeChart({ section, summaryId }: ChartOptions) {
  const { points, series, isStacked, label: title } = section;
  const { width, ref } = useWidth<SVGSVGElement>(size.usual);
  const bars = shapeBars(
    series.map(({ values }) => values),
    points.length,
    isStacked,
  );
  const step = width / Math.max(1, points.length);
  const room = size.height - size.foot;
  const mostLabels = Math.max(2, Math.floor(width / labelWidth));
  return (
    <svg
      ref={ref}
      className="chart"
      height={size.height}
      role="img"
      aria-label={title}
      aria-describedby={summaryId}
    >
      <line x1="0" x2={width} y1={room + 0.5} y2={room + 0.5} className="axis" />
      {points.map(({ key, label }, point) => (
        <g key={key} transform={`translate(${step * point + step / 2} 0)`}>
          <Bars section={section} bars={bars[point] ?? []} step={step} />
          {isStacked && step >= totalWidth && bars[point]?.length !== 0 ? (
            <text y={heightOf(topOf(bars[point] ?? [])) - 6} textAnchor="middle">
              {totalOf(section.series, point)}
            </text>
          ) : null}
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

/** The bars of one point: one upon another, or beside each other. */
function Bars({
  section: { series, isStacked },
  bars,
  step,
}: {
  readonly section: ChartOptions["section"];
  readonly bars: readonly Bar[];
  readonly step: number;
}) {
  const width = Math.max(2, Math.min(widest, step * 0.64));
  const each = isStacked ? width : width / Math.max(1, series.length);
  return bars.map(({ series: place, from, to }) => (
    <rect
      key={place}
      className={series[place]?.tone}
      x={isStacked ? -width / 2 : -width / 2 + each * place}
      y={heightOf(to)}
      width={each}
      height={heightOf(from) - heightOf(to)}
    />
  ));
}

/** Where a share of the axis stands, from the top. */
function heightOf(share: number): number {
  const room = size.height - size.foot;
  return room - share * (room - size.head);
}

function topOf(bars: readonly Bar[]): number {
  return Math.max(0, ...bars.map(({ to }) => to));
}
