/** The parts of a report, in the order they are shown. */
export const sectionIds = [
  "severity",
  "handling",
  "product",
  "products",
  "outcomes",
  "response",
  "taking",
  "moved",
  "reopened",
  "reasons",
  "teams",
  "customers",
] as const;
/** A part of a report. */
export type SectionId = (typeof sectionIds)[number];

/** `times`: how often something happened; `minutes`: an average. */
export const seriesUnits = ["cases", "times", "minutes"] as const;
/** What the values of a series count. */
export type SeriesUnit = (typeof seriesUnits)[number];

/** One column of a section's table, or one colour of its chart: a value for each point, null where there is none. */
export interface Series {
  readonly key: string;
  readonly label: string;
  readonly unit: SeriesUnit;
  readonly values: readonly (number | null)[];
  /** The sum, or the average of all points together. */
  readonly total: number | null;
}

/** One row of a section's table: a span of time with its local dates, or one of the things compared. */
export interface Point {
  readonly key: string;
  readonly label: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** A chart and the table behind it are drawn of the same points and series. */
export interface Section {
  readonly id: SectionId;
  readonly label: string;
  readonly axis: "time" | "category";
  /** Whether the series of a point add up to a whole, so that they can be drawn on top of each other. */
  readonly isStacked: boolean;
  readonly points: readonly Point[];
  readonly series: readonly Series[];
  /** The section in one sentence, for who does not see a chart. */
  readonly summary: string;
}

/** A figure of the whole period. */
export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
  readonly unit: SeriesUnit;
  /** The value as it is said: "1 h 5 min". */
  readonly text: string;
}

/** A report in a language. */
export interface ReportText {
  readonly figures: readonly Figure[];
  readonly sections: readonly Section[];
}
