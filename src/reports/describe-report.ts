import { outcomes, severities } from "../vocabulary";
import { handlings } from "./case-facts";
import type { Measures } from "./counts";
import type { Report } from "./gather-report";
import type { Figure, Point, ReportText, Section, SectionId, Series, SeriesUnit } from "./report-text";
import { type ReportWords, sayMinutes } from "./report-words";

/** Rows of a table of things compared; the rest is summed up in one more. */
const mostRows = 10;
/** Products told apart over time. */
const mostColours = 6;

/** What a section counts with: a group's measures, or the cases alone. */
type Counted = Pick<Measures, "cases"> & Partial<Measures>;

/** The sections of a report in words: each is a table, and a chart can be drawn of it. */
export function describeReport(report: Report, words: ReportWords): ReportText {
  return { figures: describeFigures(report, words), sections: describeSections(report, words) };
}

function describeFigures({ kinds }: Report, { say }: ReportWords): readonly Figure[] {
  const figure = (key: string, value: number | null, unit: SeriesUnit = "cases"): Figure => ({
    key,
    label: say(`report.figure.${key}`),
    value,
    unit,
    text: unit === "minutes" ? sayMinutes(say, value) : String(value ?? 0),
  });
  const ended = (handling: string): number =>
    sum(
      kinds.filter((kind) => kind.handling === handling),
      "cases",
    );
  return [
    figure("cases", sum(kinds, "cases")),
    figure("partner", ended("partner")),
    figure("escalated", ended("escalated")),
    figure("open", ended("open")),
    figure("kept", sum(kinds, "kept")),
    figure("missed", sum(kinds, "missed")),
    figure("takenMinutes", averageTaking(kinds), "minutes"),
    figure("waiting", sum(kinds, "waiting")),
    figure("reopened", sum(kinds, "reopenedCases")),
    figure("moved", sum(kinds, "raised") + sum(kinds, "lowered")),
  ];
}

function describeSections(report: Report, words: ReportWords): readonly Section[] {
  const { kinds, teams, customers } = report;
  const { say } = words;
  const make = createMaker(words);
  const bySeverity = {
    by: severityKey,
    order: [...severities, unknown],
    label: (key: string) => sayShort(words, key),
  };
  const byHandling = {
    by: ({ handling }: { readonly handling: string }) => handling,
    order: handlings,
    label: (key: string) => say(`report.handling.${key}`),
  };
  const byProduct = (most: number) => ({
    by: ({ product }: { readonly product: string | null }) => product ?? unknown,
    order: largest(kinds, ({ product }) => product ?? unknown, most),
    label: (key: string) => (key === others ? say("report.others") : words.product(keyOrNull(key))),
  });
  const reason = ({ edition, row }: Report["kinds"][number]): string => `${edition}:${row}`;
  return [
    make("severity", kinds, timeAxis(report, words), split(bySeverity)),
    make("handling", kinds, timeAxis(report, words), split(byHandling)),
    make("product", kinds, timeAxis(report, words), split(byProduct(mostColours))),
    make("products", kinds, byProduct(mostRows), split(bySeverity)),
    make(
      "outcomes",
      kinds,
      {
        by: ({ outcome }) => outcome,
        order: outcomes,
        label: (key) => say(`outcome.${key}`),
      },
      split(byHandling),
    ),
    make("response", kinds, bySeverity, columns(words, ["kept", "missed", "running"]), true),
    make("taking", kinds, bySeverity, takingColumns(words)),
    make("moved", kinds, bySeverity, columns(words, ["raised", "lowered"])),
    make("reopened", kinds, byProduct(mostRows), columns(words, ["reopenedCases", "reopenings"])),
    make(
      "reasons",
      kinds,
      {
        by: reason,
        order: largest(kinds, reason, mostRows),
        label: (key) => (key === others ? say("report.others") : sayReason(words, kinds, key)),
      },
      columns(words, ["cases"]),
    ),
    make(
      "teams",
      teams,
      {
        by: ({ team }) => team ?? unknown,
        order: largest(teams, ({ team }) => team ?? unknown, mostRows),
        label: (key) => (key === others ? say("report.others") : words.team(keyOrNull(key))),
      },
      [...columns(words, ["cases", "kept", "missed", "waiting"]), average(words)],
    ),
    make(
      "customers",
      customers,
      {
        by: ({ customerKey }) => customerKey ?? unknown,
        order: largest(customers, ({ customerKey }) => customerKey ?? unknown, mostRows),
        label: (key) => sayCustomer(words, customers, key),
      },
      split(byHandling),
    ),
  ];
}

/** What rows or series are told apart by; what `order` does not name belongs to the others, who stand last. */
interface Axis<Row> {
  readonly by: (row: Row) => string;
  readonly order: readonly string[];
  readonly label: (key: string) => string;
  readonly dates?: (key: string) => Pick<Point, "from" | "to">;
  /** Points without a case are left out; never those of time. */
  readonly keepsEmpty?: boolean;
}

interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly unit: SeriesUnit;
  readonly value: (rows: readonly Row[]) => number | null;
  /** Left out where it is nought everywhere. */
  readonly isOptional?: boolean;
}

type Columns<Row> = readonly Column<Row>[] | ((rows: readonly Row[]) => readonly Column<Row>[]);

const unknown = "unknown";
const others = "others";

function createMaker({ say }: ReportWords) {
  return <Row extends Counted>(
    id: SectionId,
    rows: readonly Row[],
    axis: Axis<Row>,
    columns: Columns<Row>,
    isWhole = typeof columns === "function",
  ): Section => {
    const groups = groupRows(rows, axis);
    const keys = axis.keepsEmpty === true ? axis.order : [...groups.keys()];
    const wanted = typeof columns === "function" ? columns(rows) : columns;
    const series = wanted
      .map((column) =>
        makeSeries(
          column,
          keys.map((key) => groups.get(key) ?? []),
          rows,
        ),
      )
      .filter(({ total }, index) => wanted[index]?.isOptional !== true || total !== 0);
    const label = say(`report.section.${id}`);
    return {
      id,
      label,
      axis: axis.keepsEmpty === true ? "time" : "category",
      isStacked: isWhole,
      points: keys.map((key) => ({
        key,
        label: axis.label(key),
        from: null,
        to: null,
        ...axis.dates?.(key),
      })),
      series,
      summary: summarise(say, series),
    };
  };
}

/** The groups in the order of the axis. */
function groupRows<Row>(rows: readonly Row[], { by, order }: Axis<Row>): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const wanted = by(row);
    const key = order.includes(wanted) ? wanted : others;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(row);
  }
  return new Map(
    [...order, others].flatMap((key) => {
      const group = groups.get(key);
      return group === undefined ? [] : [[key, group] as const];
    }),
  );
}

function makeSeries<Row>(
  { key, label, unit, value }: Column<Row>,
  groups: readonly (readonly Row[])[],
  all: readonly Row[],
): Series {
  return { key, label, unit, values: groups.map(value), total: value(all) };
}

/** One series for each value of another axis; together they are all cases. */
function split<Row>(axis: Axis<Row>): (rows: readonly (Row & Counted)[]) => readonly Column<Row & Counted>[] {
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

function columns({ say }: ReportWords, names: readonly CountName[]): readonly Column<Counted>[] {
  return names.map((key) => ({
    key,
    label: say(`report.series.${key}`),
    unit: key === "reopenings" ? "times" : "cases",
    value: (rows) => sum(rows, key),
  }));
}

/** Each case once: those taken within a span are not counted in the longer ones again. */
function takingColumns(words: ReportWords): readonly Column<Counted>[] {
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

function average({ say }: ReportWords): Column<Counted> {
  const key = "takenMinutes";
  return { key, label: say(`report.series.${key}`), unit: "minutes", value: averageTaking };
}

function averageTaking(rows: readonly Counted[]): number | null {
  const taken = sum(rows, "taken");
  return taken === 0 ? null : Math.round(sum(rows, "takenMinutes") / taken);
}

function sum(rows: readonly Counted[], name: keyof Measures): number {
  return rows.reduce((total, row) => total + (row[name] ?? 0), 0);
}

/** The keys with the most cases, the largest first; whatever is as large in the order of their names. */
function largest<Row extends Counted>(
  rows: readonly Row[],
  by: (row: Row) => string,
  most: number,
): readonly string[] {
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(by(row), (sizes.get(by(row)) ?? 0) + row.cases);
  return [...sizes]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([key]) => key);
}

function timeAxis({ period }: Report, { date }: ReportWords): Axis<Report["kinds"][number]> {
  const bucketOf = (key: string) => period.buckets.find(({ from }) => from === key);
  return {
    by: ({ bucket }) => period.buckets[bucket]?.from ?? unknown,
    order: period.buckets.map(({ from }) => from),
    label: (key) => date(key, period.step),
    dates: (key) => ({ from: key, to: bucketOf(key)?.to ?? null }),
    keepsEmpty: true,
  };
}

function severityKey({ severity }: { readonly severity: string | null }): string {
  return severity ?? unknown;
}

function sayShort({ say }: ReportWords, severity: string): string {
  return say(`report.severity.${severity}`);
}

function sayReason(words: ReportWords, kinds: Report["kinds"], key: string): string {
  const kind = kinds.find(({ edition, row }) => `${edition}:${row}` === key);
  return kind === undefined ? key : words.reason(kind.edition, kind.row);
}

function sayCustomer(words: ReportWords, customers: Report["customers"], key: string): string {
  if (key === others) return words.say("report.others");
  const known = customers.find(({ customerKey }) => customerKey === keyOrNull(key));
  return words.customer(known?.name ?? null);
}

function keyOrNull(key: string): string | null {
  return key === unknown ? null : key;
}

function summarise(say: ReportWords["say"], series: readonly Series[]): string {
  const parts = series.map(({ label: name, unit, total }) =>
    say("report.part", { name, value: unit === "minutes" ? sayMinutes(say, total) : String(total ?? 0) }),
  );
  return say("report.summary", { parts: parts.join(say("report.joint")) });
}
