import type { ReportSection } from "../api/wire";
import { CategoryChart } from "./category-chart";
import { TimeChart } from "./time-chart";

/** A series with the class that colours it. */
export type DrawnSeries = ReportSection["series"][number] & { readonly tone: string };

/** What is drawn, and where it is said in words. */
export interface ChartOptions {
  readonly section: Omit<ReportSection, "series"> & { readonly series: readonly DrawnSeries[] };
  /** The id of the sentence that says the same. */
  readonly summaryId: string;
}

/** Bars over time beside each other, or categories below each other. Who cannot see it has the sentence and the table. */
export function Chart({ section, summaryId }: ChartOptions) {
  return section.axis === "time" ? (
    <TimeChart section={section} summaryId={summaryId} />
  ) : (
    <CategoryChart section={section} summaryId={summaryId} />
  );
}
