import { type CaseReader, mayRead } from "../records/may-read";
import { type CaseRecord, parseRecordNumber, type Person } from "../records/record";
import { createSearchReader } from "../search/read-search";
import { readReader } from "./reader";
import type { Workbench } from "./turn";

/** Who looks for cases, for what, and which part of what is found they want. */
export interface CaseWish {
  readonly tenantId: string;
  readonly person: Person;
  readonly text: string;
  readonly skip: number;
  readonly count: number;
}

/** What finding cases needs of the bench. */
export type CaseFinderParts = Pick<Workbench, "store" | "catalogue" | "caseAccess" | "leads">;

/** What was found; `isWhole` is false where older cases were not looked at. */
export interface FoundCases {
  readonly records: readonly CaseRecord[];
  readonly isWhole: boolean;
}

/** Further down nobody scrolls in a search box; whoever wants it adds a word. */
const deepest = 200;

/**
 * Makes the search of people: one's own cases, open ones first, while nothing is typed; then those one may open, the
 * last changed first, and before all of them the one whose number it is.
 */
export function createCaseFinder(parts: CaseFinderParts) {
  const { store, catalogue } = parts;
  const read = createSearchReader(catalogue);

  async function findNumber(
    { tenantId, text }: CaseWish,
    { userId, access, channels }: CaseReader,
  ): Promise<CaseRecord | null> {
    const number = parseRecordNumber(text) ?? parseRecordNumber(`PS${text}`);
    const record = number === null ? null : await store.findRecord(tenantId, number);
    return record !== null && mayRead(record, userId, access, channels) ? record : null;
  }

  return async (wish: CaseWish): Promise<FoundCases> => {
    const { tenantId, person, skip, count } = wish;
    const search = read(wish.text);
    if (search === null) {
      const own = await store.listRecords({ tenantId, requesterId: person.id, offset: skip, limit: count });
      return { records: own.records, isWhole: true };
    }
    if (skip > deepest) return { records: [], isWhole: true };
    const reader = await readReader(parts, tenantId, person);
    const readableBy = reader.access === "tenant" ? null : reader.userId;
    const readable = { readableBy, readableIn: reader.channels };
    const query = { tenantId, search, filter: {}, ...readable, after: null, limit: skip + count };
    const [named, { records, next }] = await Promise.all([
      findNumber(wish, reader),
      store.searchRecords(query),
    ]);
    const others = records.filter(({ number }) => number !== named?.number);
    const found = [...(named === null ? [] : [named]), ...others].slice(skip, skip + count);
    return { records: found, isWhole: next === null || records.length >= query.limit };
  };
}
