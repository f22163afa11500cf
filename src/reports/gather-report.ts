import type { CaseCounts, CountQuery, CustomerCount, KindCount, ReportFilter, TeamCount } from "./counts";
import type { Period } from "./period";

/** The counts of a period; those of kinds with their place on the time axis. */
export interface Report {
  readonly period: Period;
  readonly scope: CountQuery["scope"]["kind"];
  readonly kinds: readonly (KindCount & { readonly bucket: number })[];
  readonly teams: readonly TeamCount[];
  readonly customers: readonly CustomerCount[];
}

/** A report with what its reader may narrow it by. */
export interface ReadReport {
  readonly report: Report;
  readonly filter: ReportFilter;
  /** The channels there are routes to, in the order of their names. */
  readonly channels: ReadonlyMap<string, string>;
}

export interface GatherTools {
  readonly countCases: (query: CountQuery) => Promise<CaseCounts>;
  /** Lets others be served between two counts: an embedded database answers without leaving the tick. */
  readonly pause: () => Promise<unknown>;
}

/** Counts a period slice by slice. */
export async function gatherReport(
  wish: Omit<CountQuery, "from" | "to">,
  period: Period,
  { countCases, pause }: GatherTools,
): Promise<Report> {
  const kinds: Report["kinds"][number][] = [];
  const teams: TeamCount[] = [];
  const customers = new Map<string, CustomerCount>();
  for (const [bucket, { slices }] of period.buckets.entries()) {
    for (const { from, to } of slices) {
      const counts = await countCases({ ...wish, from, to });
      kinds.push(...counts.kinds.map((kind) => ({ ...kind, bucket })));
      teams.push(...counts.teams);
      counts.customers.forEach((customer) => {
        addCustomer(customers, customer);
      });
      await pause();
    }
  }
  return { period, scope: wish.scope.kind, kinds, teams, customers: [...customers.values()] };
}

function addCustomer(all: Map<string, CustomerCount>, counted: CustomerCount): void {
  const key = JSON.stringify([counted.customerKey, counted.handling]);
  const known = all.get(key);
  all.set(key, { ...counted, cases: counted.cases + (known?.cases ?? 0) });
}
