import { outcomes, severities } from "../vocabulary";
import { handlings } from "./case-facts";
import type { Report } from "./report";
import type { KindGroups } from "./kind-groups";
import { createMaker } from "./make-section";
import { keyOrNull, largest, mostRows, others, severityKey, timeAxis, unknown } from "./report-axis";
import { average, averageTaking, columns, split, sum, takingColumns } from "./report-columns";
import type { Figure, ReportText, Section, SeriesUnit } from "./report-text";
import { type ReportWords, sayMinutes } from "./report-words";

/** Products told apart over time. */
const mostColours = 6;

/** The sections of a report in words: each is a table, and a chart can be drawn of it. */
export function describeReport(report: Report, words: ReportWords): ReportText {
  return { figures: describeFigures(report, words), sections: describeSections(report, words) };
}

function describeFigures(
  { groups: { kinds, outcomes: ends } }: Report,
  { say }: ReportWords,
): readonly Figure[] {
  const figure = (key: string, value: number | null, unit: SeriesUnit = "cases"): Figure => ({
    key,
    label: say(`report.figure.${key}`),
    value,
    unit,
    text: unit === "minutes" ? sayMinutes(say, value) : String(value ?? 0),
  });
  const ended = (handling: string): number =>
    sum(
      ends.filter((end) => end.handling === handling),
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
  const make = createMaker(words);
  const ways = groupWays(report, words);
  return [
    ...describeTimes(report, words, make, ways),
    ...describeKinds(report, words, make, ways),
    describeReasons(report, words, make),
    describeTeams(report, words, make),
    describeCustomers(report, words, make, ways),
  ];
}

type Make = ReturnType<typeof createMaker>;
type Ways = ReturnType<typeof groupWays>;

/** The ways in which cases are told apart in several sections, and what each group is called. */
function groupWays({ groups: { kinds } }: Report, words: ReportWords) {
  const { say } = words;
  return {
    bySeverity: {
      by: severityKey,
      order: [...severities, unknown],
      label: (key: string) => say(`report.severity.${key}`),
    },
    byHandling: {
      by: ({ handling }: { readonly handling: string }) => handling,
      order: handlings,
      label: (key: string) => say(`report.handling.${key}`),
    },
    byProduct: (most: number) => ({
      by: ({ product }: { readonly product: string | null }) => product ?? unknown,
      order: largest(kinds, ({ product }) => product ?? unknown, most),
      label: (key: string) => (key === others ? say("report.others") : words.product(keyOrNull(key))),
    }),
  };
}

/** What changed over time. */
function describeTimes(report: Report, words: ReportWords, make: Make, ways: Ways): readonly Section[] {
  const { groups } = report;
  const axis = timeAxis(report, words);
  return [
    make("severity", groups.severities, axis, split(ways.bySeverity)),
    make("handling", groups.handlings, axis, split(ways.byHandling)),
    make("product", groups.products, axis, split(ways.byProduct(mostColours))),
  ];
}

/** The cases of the whole period by what they were and how they ended. */
function describeKinds({ groups }: Report, words: ReportWords, make: Make, ways: Ways): readonly Section[] {
  const { kinds } = groups;
  const { bySeverity, byHandling, byProduct } = ways;
  const byOutcome = {
    by: ({ outcome }: (typeof groups.outcomes)[number]) => outcome,
    order: outcomes,
    label: (key: string) => words.say(`outcome.${key}`),
  };
  return [
    make("products", kinds, byProduct(mostRows), split(bySeverity)),
    make("outcomes", groups.outcomes, byOutcome, split(byHandling)),
    make("response", kinds, bySeverity, columns(words, ["kept", "missed", "running"]), true),
    make("taking", kinds, bySeverity, takingColumns(words)),
    make("moved", kinds, bySeverity, columns(words, ["raised", "lowered"])),
    make("reopened", kinds, byProduct(mostRows), columns(words, ["reopenedCases", "reopenings"])),
  ];
}

function describeReasons({ groups: { reasons } }: Report, words: ReportWords, make: Make): Section {
  const by = ({ edition, row }: KindGroups["reasons"][number]): string => `${edition}:${row}`;
  const label = (key: string): string =>
    key === others ? words.say("report.others") : sayReason(words, reasons, key);
  const axis = { by, order: largest(reasons, by, mostRows), label };
  return make("reasons", reasons, axis, columns(words, ["cases"]));
}

function describeTeams({ teams }: Report, words: ReportWords, make: Make): Section {
  const by = ({ team }: Report["teams"][number]): string => team ?? unknown;
  const label = (key: string): string =>
    key === others ? words.say("report.others") : words.team(keyOrNull(key));
  const axis = { by, order: largest(teams, by, mostRows), label };
  return make("teams", teams, axis, [
    ...columns(words, ["cases", "kept", "missed", "waiting"]),
    average(words),
  ]);
}

function describeCustomers(report: Report, words: ReportWords, make: Make, { byHandling }: Ways): Section {
  const { customers, otherCustomers } = report;
  const by = ({ customerKey }: { readonly customerKey: string | null }): string => customerKey ?? unknown;
  const label = (key: string): string => sayCustomer(words, customers, key);
  const axis = { by, order: largest(customers, by, mostRows), label };
  return make("customers", [...customers, ...otherCustomers], axis, split(byHandling));
}

function sayReason(words: ReportWords, reasons: KindGroups["reasons"], key: string): string {
  const known = reasons.find(({ edition, row }) => `${edition}:${row}` === key);
  return known === undefined ? key : words.reason(known.edition, known.row);
}

function sayCustomer(words: ReportWords, customers: Report["customers"], key: string): string {
  if (key === others) return words.say("report.others");
  const known = customers.find(({ customerKey }) => customerKey === keyOrNull(key));
  return words.customer(known?.name ?? null);
}
