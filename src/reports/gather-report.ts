import type { CaseCounts, CountQuery, CustomerCount, TeamCount } from "./counts";
import { addTo, createKindGroups } from "./kind-groups";
import type { Period } from "./period";
import type { Report } from "./report";
import { largest, mostRows, others, unknown } from "./report-axis";

/** What counting takes. */
export interface GatherTools {
  readonly countCases: (query: CountQuery) => Promise<CaseCounts>;
  /** Lets others be served between two counts: an embedded database answers without leaving the tick. */
  readonly pause: () => Promise<unknown>;
}

/** Cases counted without a pause, about: some milliseconds of an embedded database. */
const casesAtOnce = 300;
/** What a slice of the period is cut into where it has more. */
const mostPieces = 32;

/** Counts a period slice by slice, and slices of many cases piece by piece. */
export async function gatherReport(
  wish: Omit<CountQuery, "from" | "to">,
  period: Period,
  { countCases, pause }: GatherTools,
): Promise<Report> {
  const groups = createKindGroups();
  const teams = new Map<string, TeamCount>();
  const customers = new Map<string, CustomerCount>();
  // Nobody knows how many cases there are before the first of them are counted.
  let pieces = mostPieces;
  for (const [bucket, { slices }] of period.buckets.entries()) {
    for (const slice of slices) {
      let counted = 0;
      for (const span of cut(slice, pieces)) {
        const counts = await countCases({ ...wish, ...span });
        for (const kind of counts.kinds) {
          counted += kind.cases;
          groups.add({ ...kind, bucket });
        }
        for (const team of counts.teams) addTo(teams, [team.team, team.handling], team);
        counts.customers.forEach((customer) => {
          addCustomer(customers, customer);
        });
        await pause();
      }
      pieces = Math.min(mostPieces, Math.max(1, Math.ceil(counted / casesAtOnce)));
    }
  }
  return {
    ...{ period, scope: wish.scope.kind, groups: groups.read() },
    ...{ teams: [...teams.values()], ...nameLargest([...customers.values()]) },
  };
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/** So many spans of one length, one after the other. */
function cut({ from, to }: Span, pieces: number): readonly Span[] {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const at = (piece: number) =>
    piece === 0 ? from : piece === pieces ? to : isoAt(begin + ((end - begin) * piece) / pieces);
  return Array.from({ length: pieces }, (_, piece) => ({ from: at(piece), to: at(piece + 1) }));
}

function isoAt(milliseconds: number): string {
  return new Date(Math.round(milliseconds)).toISOString();
}

function addCustomer(all: Map<string, CustomerCount>, counted: CustomerCount): void {
  const key = JSON.stringify([counted.customerKey, counted.handling]);
  const known = all.get(key);
  all.set(key, { ...counted, cases: counted.cases + (known?.cases ?? 0) });
}

/** There may be some ten thousand customers, of whom a report names a few. */
function nameLargest(all: readonly CustomerCount[]): Pick<Report, "customers" | "otherCustomers"> {
  const keyOf = ({ customerKey }: CustomerCount) => customerKey ?? unknown;
  const named = new Set(largest(all, keyOf, mostRows));
  const rest = new Map<CustomerCount["handling"], number>();
  const customers: CustomerCount[] = [];
  for (const customer of all) {
    const { handling, cases } = customer;
    if (named.has(keyOf(customer))) customers.push(customer);
    else rest.set(handling, cases + (rest.get(handling) ?? 0));
  }
  return {
    customers,
    otherCustomers: [...rest].map(([handling, cases]) => ({
      ...{ customerKey: others, name: null },
      ...{ handling, cases },
    })),
  };
}
