import type { CountQuery, CustomerCount, ReportFilter, TeamCount } from "./counts";
import type { KindGroups } from "./kind-groups";
import type { Period } from "./period";

/** The counts of a period. */
export interface Report {
  readonly period: Period;
  readonly scope: CountQuery["scope"]["kind"];
  readonly groups: KindGroups;
  readonly teams: readonly TeamCount[];
  /** Those with the most cases, and all others as one. */
  readonly customers: readonly CustomerCount[];
  readonly otherCustomers: readonly CustomerCount[];
}

/** A report with what its reader may narrow it by. */
export interface ReadReport {
  readonly report: Report;
  readonly filter: ReportFilter;
  /** The channels there are routes to, in the order of their names. */
  readonly channels: ReadonlyMap<string, string>;
}
