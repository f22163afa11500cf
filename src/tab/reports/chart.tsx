import { CategoryChart } from "./category-chart";
import type { ChartOptions } from "./chart-shape";
import { TimeChart } from "./time-chart";

/** Bars over time beside each other, or categories below each other. Who cannot see it has the sentence and the table. */
export function Chart({ section, summaryId }: ChartOptions) {
  return section.axis === "time" ? (
    <TimeChart section={section} summaryId={summaryId} />
  ) : (
    <CategoryChart section={section} summaryId={summaryId} />
  );
}
