import type { CaseReader } from "../records/may-read";

/** What a list of cases is narrowed to; what is left out does not narrow it. */
export interface CaseFilter {
  /** Any of these. */
  readonly states?: readonly string[];
  readonly severities?: readonly string[];
  readonly outcome?: string;
  readonly product?: string;
  /** That of `rows.ts`. */
  readonly customerKey?: string;
  readonly requesterId?: string;
  /** Null: nobody has taken it. */
  readonly ownerId?: string | null;
  /** Whose requester or owner the reader is. */
  readonly isMine?: boolean;
  /** The channel it was sent to. */
  readonly channelId?: string;
  /** Due after `from` (null: ever) and at `until` at the latest; ISO, UTC. */
  readonly due?: { readonly from: string | null; readonly until: string };
}

/** `due`: what is due soonest first, then what is not due at all; `severity`: the gravest first. */
export const caseSorts = ["updated", "created", "number", "due", "severity"] as const;
/** What a list of cases is sorted by. */
export type CaseSort = (typeof caseSorts)[number];

/** Rising or falling in what a list is sorted by. */
export const caseOrders = ["asc", "desc"] as const;
/** Which end of the sorting comes first. */
export type CaseOrder = (typeof caseOrders)[number];

/** A place in a list: in which of its parts, at which value of what it is sorted by, and the number. */
export interface CasePlace {
  readonly part: number;
  readonly key: string;
  readonly number: number;
}

/** A page of a sorted list; `after` is the place behind which it begins, null at the beginning. */
export interface CaseQuery {
  readonly tenantId: string;
  /** Whose list it is: the search itself leaves out what this person may not read. */
  readonly reader: CaseReader;
  readonly filter: CaseFilter;
  readonly sort: CaseSort;
  readonly order: CaseOrder;
  readonly after: CasePlace | null;
  readonly limit: number;
}
