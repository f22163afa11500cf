import { type Bar, type ChartOptions, type DrawnSeries, shapeBars, totalOf } from "./chart-shape";

const barHeight = 10;

/** Words and figures stand beside the bars as text of the page: they break, grow and are read like all other text. */
export function CategoryChart({ section, summaryId }: ChartOptions) {
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
              <CategoryLine
                bars={bars[point] ?? []}
                series={series}
                figure={totalOf(section.series, point)}
              />
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
