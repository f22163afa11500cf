import type { Catalogue } from "../catalogue/catalogue";
import { mayRead } from "../records/may-read";
import { type CaseRecord, parseRecordNumber } from "../records/record";
import { createSearchReader } from "../search/read-search";
import type { Store } from "../storage/store";
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

  return async (wish: CaseWish): Promise<readonly CaseRecord[]> => {
    const { tenantId, userId, skip, count } = wish;
    const search = read(wish.text);
    if (search === null)
      return (await store.listRecords({ tenantId, requesterId: userId, offset: skip, limit: count })).records;
    if (skip > deepest) return [];
    const readableBy = caseAccess === "own" ? userId : null;
    const query = { tenantId, search, filter: {}, readableBy, after: null, limit: skip + count };
    const [named, found] = await Promise.all([findNumber(wish), store.searchRecords(query)]);
    const others = found.records.filter(({ number }) => number !== named?.number);
    return [...(named === null ? [] : [named]), ...others].slice(skip, skip + count);
  };
}
