import { takingBounds, type CustomerCount, type KindCount, type Measures } from "../../src/reports/counts";
import { handlings } from "../../src/reports/case-facts";
import type { ReadReport, Report } from "../../src/reports/report";
import { createKindGroups } from "../../src/reports/kind-groups";
import { type Period, readPeriod } from "../../src/reports/period";
import type { View } from "../../src/views";
import { severities } from "../../src/vocabulary";

const now = "2026-11-21T04:32:00.000Z";
const products = ["teams", "exchange-online", "azure-vm", "intune", "onenote", "sharepoint-online"] as const;
/** A year has thirteen months. */
const period = periodOf(52);

function periodOf(weeks: number): Period {
  const read = readPeriod({ weeks, step: weeks === 1 ? "day" : "month" }, now, "Asia/Taipei");
  if ("wrong" in read) throw new Error("the sample has a period");
  return read;
}

function measures(cases: number): Measures {
  const [quarter, hour, fourHours, day] = takingBounds;
  return {
    cases,
    ...{ kept: cases, missed: cases + 1, running: 1, taken: cases, takenMinutes: cases * 75 },
    ...{ within15: quarter, within60: hour, within240: fourHours, within1440: day, waiting: 3 },
    ...{ reopenedCases: 1, reopenings: 2, raised: 1, lowered: 2 },
  };
}

/** Cases of everything there is to tell apart, in every month. */
const kinds = period.buckets.flatMap((_, bucket) =>
  [...severities, null].flatMap((severity, place) =>
    handlings.map((handling, index): KindCount & { readonly bucket: number } => ({
      ...measures(1 + ((bucket * 7 + place * 5 + index * 3) % 11) * 9000),
      product: products[(place + index + bucket) % products.length] ?? null,
      severity,
      outcome: index % 2 === 0 ? "escalate_to_microsoft" : "service_health_first",
      edition: "2020",
      row: "R15",
      handling,
      bucket,
    })),
  ),
);

function groupsOf(all: typeof kinds): Report["groups"] {
  const groups = createKindGroups();
  for (const kind of all) groups.add(kind);
  return groups.read();
}

const customers: readonly CustomerCount[] = [
  { customerKey: "tenant:1", name: "<b>Contoso</b> [x](https://x.example)", handling: "open", cases: 3 },
];

const channels = new Map(
  Array.from({ length: 40 }, (_, index) => [
    `19:${"channel".repeat(8)}${String(index).padStart(2, "0")}@thread.tacv2`,
    `Desk *${index}* ${"of many names ".repeat(6)}`,
  ]),
);

const full: Report = {
  period,
  scope: "tenant",
  groups: groupsOf(kinds),
  teams: [],
  customers,
  otherCustomers: [],
};
const none: Report = {
  ...{ period: periodOf(1), scope: "person", groups: groupsOf([]) },
  ...{ teams: [], customers: [], otherCustomers: [] },
};

function readOf(report: Report, team?: string): ReadReport {
  return { report, filter: team === undefined ? {} : { team }, channels };
}

/** A report at its largest, of one channel with markup in its name, of nothing, and posted to a channel. */
export const reportViews = {
  report: { kind: "report", read: readOf(full), weeks: 52, isDigest: false },
  reportOfChannel: {
    kind: "report",
    read: readOf(full, [...channels.keys()][1]),
    weeks: 52,
    isDigest: false,
  },
  reportEmpty: { kind: "report", read: readOf(none, "19:gone"), weeks: 1, isDigest: false },
  digest: { kind: "report", read: readOf(full), weeks: 1, isDigest: true },
} as const satisfies Readonly<Record<string, View>>;
