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
  const { groups, teams, customers, otherCustomers } = report;
  const { kinds, reasons } = groups;
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
  const reason = ({ edition, row }: KindGroups["reasons"][number]): string => `${edition}:${row}`;
  return [
    make("severity", groups.severities, timeAxis(report, words), split(bySeverity)),
    make("handling", groups.handlings, timeAxis(report, words), split(byHandling)),
    make("product", groups.products, timeAxis(report, words), split(byProduct(mostColours))),
    make("products", kinds, byProduct(mostRows), split(bySeverity)),
    make(
      "outcomes",
      groups.outcomes,
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
      reasons,
      {
        by: reason,
        order: largest(reasons, reason, mostRows),
        label: (key) => (key === others ? say("report.others") : sayReason(words, reasons, key)),
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
      [...customers, ...otherCustomers],
      {
        by: ({ customerKey }) => customerKey ?? unknown,
        order: largest(customers, ({ customerKey }) => customerKey ?? unknown, mostRows),
        label: (key) => sayCustomer(words, customers, key),
      },
      split(byHandling),
    ),
  ];
}

function sayShort({ say }: ReportWords, severity: string): string {
  return say(`report.severity.${severity}`);
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
