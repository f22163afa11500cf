import type { CaseFile } from "../records/case-file";
import type { CaseRecord, HistoryEntry } from "../records/record";
import type { Search } from "../search/search";
import type { CasePlace, CaseQuery } from "./case-filter";
import type { Tidying } from "./term-index";

/** A page of a person's records, open ones first, then the newest. `next` is the offset of the next page. */
export interface RecordPage {
  readonly records: readonly CaseRecord[];
  readonly total: number;
  /** How many of all of them have a severity moved by hand. */
  readonly overridden: number;
  readonly next: number | null;
}

/** What a record can be found by; `customerKey` is that of `rows.ts`. What is left out does not narrow the search. */
export interface RecordFilter {
  readonly requesterId?: string;
  readonly customerKey?: string;
  readonly product?: string;
  readonly state?: string;
  readonly severity?: string;
  readonly outcome?: string;
}

/** A place in a list sorted by the last change, newest first; at the same instant the higher number comes first. */
export interface RecordPlace {
  readonly updatedAt: string;
  readonly number: number;
}

/** A tenant's records that match, from behind a place on. */
export interface RecordQuery {
  readonly tenantId: string;
  readonly filter: RecordFilter;
  readonly after: RecordPlace | null;
  readonly limit: number;
}

/** `next` is the place to go on after; null at the end. */
export interface FoundRecords {
  readonly records: readonly CaseRecord[];
  readonly next: RecordPlace | null;
}

/** Words to find a tenant's records by, and what narrows them down. */
export interface SearchQuery {
  readonly tenantId: string;
  readonly search: Search;
  readonly filter: RecordFilter;
  /** The person who may open only cases of their own, asked for or taken; null when those of colleagues, too. */
  readonly readableBy: string | null;
  /** Channels whose cases that person may open, too. */
  readonly readableIn?: readonly string[];
  /** Where to go on: `next` of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

/** The last changed come first. `next` is for the engine alone to read; null at the end. */
export interface SearchedRecords {
  readonly records: readonly CaseRecord[];
  readonly next: string | null;
}

/** A page of a list; it may be short, or even empty, and still have a place to go on from. */
export interface BrowsedRecords {
  readonly records: readonly CaseRecord[];
  readonly next: CasePlace | null;
}

/** What is or was due first of a record; `clock` is null where only the moment was kept, by an older program. */
export interface KeptDue {
  readonly number: number;
  readonly at: string;
  readonly clock: string | null;
}

/** What makes a case of the tenant worth comparing; moments are ISO time in UTC. */
export interface SimilarQuery {
  readonly tenantId: string;
  readonly product: string;
  /** Whose newest cases are not to be missed among those of many others. */
  readonly customer: CaseRecord["customer"];
  /** Begun at or after this moment: how far back the search goes. */
  readonly createdSince: string;
  /** Begun or changed at or after this moment. */
  readonly since: string;
  readonly limit: number;
  /** The number of the case that is compared. */
  readonly except: number;
}

/** A record with its history, as exported. */
export interface ExportedRecord {
  readonly tenantId: string;
  readonly record: CaseRecord;
  readonly history: readonly HistoryEntry[];
  readonly files: readonly CaseFile[];
}

/** The cases of the tenants, and the ways to find them. */
export interface CaseStore {
  /** A record by its number in the tenant; null where there is none. */
  findRecord(tenantId: string, number: number): Promise<CaseRecord | null>;
  /** The records one person asked for; a negative `offset` or `limit` counts as 0. */
  listRecords(query: {
    readonly tenantId: string;
    readonly requesterId: string;
    readonly offset: number;
    readonly limit: number;
  }): Promise<RecordPage>;
  /** Records of the whole tenant, found and paged along an index: a page far down costs what the first one costs. */
  findRecords(query: RecordQuery): Promise<FoundRecords>;
  /**
   * Records by their words, facts and notes, as `search` reads them: whatever is saved is found from then on. A page
   * may be shorter than its limit although there is a next one. Nothing is found after a place that was never given.
   */
  searchRecords(query: SearchQuery): Promise<SearchedRecords>;
  /** A small step of tidying the index of words; answers whether there is more to do. */
  tidySearch(how: Tidying): Promise<boolean>;
  /**
   * The tenant's records the reader may read, as a list shows them. A page costs about the same wherever it stands and
   * however many records there are; it may therefore be short, or empty, and still go on.
   */
  browseRecords(query: CaseQuery): Promise<BrowsedRecords>;
  /** What is kept of what is due of these records; of those that are not there or have nothing due, nothing. */
  readDues(tenantId: string, numbers: readonly number[]): Promise<readonly KeptDue[]>;
  /** Another number whenever a record of the tenant has changed. */
  countChanges(tenantId: string): Promise<number>;
  /** What became of a record, oldest first; empty where there is none. */
  readHistory(tenantId: string, number: number): Promise<readonly HistoryEntry[]>;
  /** Customers of this person's newest records, newest first, each once. */
  recentCustomers(
    tenantId: string,
    requesterId: string,
    limit: number,
  ): Promise<readonly CaseRecord["customer"][]>;
  /** Unfinished cases about a product that changed lately, at most `limit` of its newest and of one customer's newest. */
  similarRecords(query: SimilarQuery): Promise<readonly CaseRecord[]>;
  /**
   * Has every unfinished record of every tenant looked at from `at` on when its clocks go by other rules than those they
   * were reckoned by; true when they do.
   */
  applyDueRules(fingerprint: string, at: string): Promise<boolean>;
  /** Every record of every tenant, by tenant and number; read page by page, so what is saved meanwhile may be among them. */
  exportRecords(): AsyncIterable<ExportedRecord>;
}
