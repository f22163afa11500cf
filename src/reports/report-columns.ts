import type { Measures } from "./counts";
import { type Axis, type Counted, groupRows, others } from "./report-axis";
import type { SeriesUnit } from "./report-text";
import type { ReportWords } from "./report-words";

/** One number of each row. */
export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly unit: SeriesUnit;
  readonly value: (rows: readonly Row[]) => number | null;
  /** Left out where it is nought everywhere. */
  readonly isOptional?: boolean;
}

/** Fixed ones, or those that follow from the rows and make up the whole. */
export type Columns<Row> = readonly Column<Row>[] | ((rows: readonly Row[]) => readonly Column<Row>[]);

/** One series for each value of another axis; together they are all cases. */
export function split<Row>(
  axis: Axis<Row>,
): (rows: readonly (Row & Counted)[]) => readonly Column<Row & Counted>[] {
  return (rows) =>
    [...groupRows(rows, axis).keys()].map((key) => ({
      key,
      label: axis.label(key),
      unit: "cases",
      value: (group) =>
        sum(
          group.filter((row) => (axis.order.includes(axis.by(row)) ? axis.by(row) : others) === key),
          "cases",
        ),
    }));
}

type CountName = Exclude<keyof Measures, "taken" | "takenMinutes">;

/** A column for each count, by its name. */
export function columns({ say }: ReportWords, names: readonly CountName[]): readonly Column<Counted>[] {
  return names.map((key) => ({
    key,
    label: say(`report.series.${key}`),
    unit: key === "reopenings" ? "times" : "cases",
    value: (rows) => sum(rows, key),
  }));
}

/** Each case once: those taken within a span are not counted in the longer ones again. */
export function takingColumns(words: ReportWords): readonly Column<Counted>[] {
  const { say } = words;
  const spans = [
    ["within15", null],
    ["within60", "within15"],
    ["within240", "within60"],
    ["within1440", "within240"],
    ["longer", "within1440"],
  ] as const;
  return [
    ...spans.map(([key, shorter]): Column<Counted> => ({
      key,
      label: say(`report.series.${key}`),
      unit: "cases",
      value: (rows) =>
        sum(rows, key === "longer" ? "taken" : key) - (shorter === null ? 0 : sum(rows, shorter)),
    })),
    ...columns(words, ["waiting"]),
    average(words),
  ];
}

/** How long it took on average until a case was taken. */
export function average({ say }: ReportWords): Column<Counted> {
  const key = "takenMinutes";
  return { key, label: say(`report.series.${key}`), unit: "minutes", value: averageTaking };
}

/** Minutes; null where none was taken. */
export function averageTaking(rows: readonly Counted[]): number | null {
  const taken = sum(rows, "taken");
  return taken === 0 ? null : Math.round(sum(rows, "takenMinutes") / taken);
}

/** Over all rows. */
export function sum(rows: readonly Counted[], name: keyof Measures): number {
  return rows.reduce((total, row) => total + (row[name] ?? 0), 0);
}
