import type { BrowseStatements, FoundRow } from "./browse-statements";
import type { CasePlace } from "./case-filter";

/** What bounds the slowest page. */
export interface BrowseBounds {
  /** A condition that leaves no more than these is sorted whole. */
  readonly few: number;
  /** Entries of an index looked at together where it tells all that is asked. */
  readonly window: number;
  /** Else records are: so many at first, because most filters leave enough among them, and then so many. */
  readonly glance: number;
  readonly recordWindow: number;
  /** How often for one page where nothing fits, and while every look brings something. */
  readonly windows: number;
  readonly mostWindows: number;
}
/** What one page is looked up with. */
export interface Tools {
  readonly statements: BrowseStatements;
  readonly bounds: BrowseBounds;
}

/** A place among the rows of one part of a list. */
export type Spot = Pick<CasePlace, "key" | "number">;

/** Rows in their order; `reached` is how far was looked where nobody knows what comes behind it. */
export interface Found {
  readonly rows: readonly FoundRow[];
  readonly reached: Spot | null;
}
