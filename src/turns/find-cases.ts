import type { Catalogue } from "../catalogue/catalogue";
import { mayRead } from "../records/may-read";
import { type CaseRecord, parseRecordNumber } from "../records/record";
import { createSearchReader } from "../search/read-search";
import type { SearchedRecords, SearchQuery, Store } from "../storage/store";
import type { CaseAccess } from "../vocabulary";

/** Who looks for cases, for what, and which part of what is found they want. */
export interface CaseWish {
  readonly tenantId: string;
  readonly userId: string;
  readonly text: string;
  readonly skip: number;
  readonly count: number;
}

export interface CaseFinderParts {
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly caseAccess: CaseAccess;
}

/** What was found; `isWhole` is false where older cases were not looked at. */
export interface FoundCases {
  readonly records: readonly CaseRecord[];
  readonly isWhole: boolean;
}

/** Pages of a search that one look goes through: words that seldom meet leave many of them empty. */
const mostPages = 4;

/** Further down nobody scrolls in a search box; whoever wants it adds a word. */
const deepest = 200;

/**
 * Makes the search of people: one's own cases, open ones first, while nothing is typed; then those one may open, the
 * last changed first, and before all of them the one whose number it is.
 */
export function createCaseFinder({ store, catalogue, caseAccess }: CaseFinderParts) {
  const read = createSearchReader(catalogue);

  async function findNumber({ tenantId, userId, text }: CaseWish): Promise<CaseRecord | null> {
    const number = parseRecordNumber(text) ?? parseRecordNumber(`PS${text}`);
    const record = number === null ? null : await store.findRecord(tenantId, number);
    return record !== null && mayRead(record, userId, caseAccess) ? record : null;
  }

  async function searchOn(query: Omit<SearchQuery, "after">): Promise<FoundCases> {
    const records: CaseRecord[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const limit = query.limit - records.length;
      const page: SearchedRecords = await store.searchRecords({ ...query, after, limit });
      records.push(...page.records);
      after = page.next;
      if (after === null || records.length >= query.limit) return { records, isWhole: true };
    }
    return { records, isWhole: false };
  }

  return async (wish: CaseWish): Promise<FoundCases> => {
    const { tenantId, userId, skip, count } = wish;
    const search = read(wish.text);
    if (search === null) {
      const own = await store.listRecords({ tenantId, requesterId: userId, offset: skip, limit: count });
      return { records: own.records, isWhole: true };
    }
    if (skip > deepest) return { records: [], isWhole: true };
    const readableBy = caseAccess === "own" ? userId : null;
    const query = { tenantId, search, filter: {}, readableBy, limit: skip + count };
    const [named, { records, isWhole }] = await Promise.all([findNumber(wish), searchOn(query)]);
    const others = records.filter(({ number }) => number !== named?.number);
    const found = [...(named === null ? [] : [named]), ...others].slice(skip, skip + count);
    return { records: found, isWhole };
  };
}
