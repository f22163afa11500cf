import type { Route } from "../escalation/route";
import type { EditionId, Outcome, Severity } from "../vocabulary";
import type { Handling } from "./case-facts";

/** Whose cases are counted. A person's are those they began or have, and those of their teams' channels. */
export type ReportScope =
  | { readonly kind: "tenant" }
  | { readonly kind: "person"; readonly userId: string; readonly teams: readonly string[] };

/** What narrows a report further: a team by its channel's conversation, a customer by its key. */
export interface ReportFilter {
  readonly team?: string;
  readonly customerKey?: string;
}

/** The cases of a tenant that were begun in a span; `to` is the first moment after it. All moments are ISO text in UTC. */
export interface CountQuery {
  readonly tenantId: string;
  readonly scope: ReportScope;
  readonly filter: ReportFilter;
  readonly from: string;
  readonly to: string;
  /** A response that is due by now and has not come is missed. */
  readonly now: string;
}

/** The upper bounds of the spans the time to take is told in, in minutes; longer is the last span. */
export const takingBounds = [15, 60, 240, 1440] as const;

/** What is counted of any group of cases. */
export interface Measures {
  readonly cases: number;
  /** Microsoft's first response: in time, late or overdue, still to come. */
  readonly kept: number;
  readonly missed: number;
  readonly running: number;
  /** Taken by somebody; the minutes of all of them together; how many within each of `takingBounds`. */
  readonly taken: number;
  readonly takenMinutes: number;
  readonly within15: number;
  readonly within60: number;
  readonly within240: number;
  readonly within1440: number;
  /** Waiting in a channel for somebody to take them. */
  readonly waiting: number;
  /** Cases that came back, and how often in all. */
  readonly reopenedCases: number;
  readonly reopenings: number;
  readonly raised: number;
  readonly lowered: number;
}

/** The cases that have all of these in common. */
export interface KindCount extends Measures {
  readonly product: string | null;
  readonly severity: Severity | null;
  readonly outcome: Outcome;
  readonly edition: EditionId;
  readonly row: string;
  readonly handling: Handling;
}

/** The cases of one channel, of which some ended in each way. */
export interface TeamCount extends Measures {
  readonly team: string | null;
  readonly handling: Handling;
}

/** Cases of one customer with one handling; of those that name no customer, key and name are null. */
export interface CustomerCount {
  readonly customerKey: string | null;
  /** As the newest case names it. */
  readonly name: string | null;
  readonly handling: Handling;
  readonly cases: number;
}

/** The same cases, counted in three ways. */
export interface CaseCounts {
  readonly kinds: readonly KindCount[];
  readonly teams: readonly TeamCount[];
  readonly customers: readonly CustomerCount[];
}

/** What reports need of a database. */
export interface ReportStore {
  /** Counts along an index; nothing but the groups is held in memory. */
  countCases(query: CountQuery): Promise<CaseCounts>;
  /** The routes of all tenants whose channels want a report each week. */
  listDigests(): Promise<readonly { readonly tenantId: string; readonly route: Route }[]>;
  /** Measures up to so many cases that were saved by an older program; answers how many it found. */
  measureOldCases(limit: number): Promise<number>;
}
