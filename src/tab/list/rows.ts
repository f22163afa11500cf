import type { ListedRecord } from "../api/wire";

/** The rows of a list as far as they were read. */
export interface Rows {
  readonly records: readonly ListedRecord[];
  /** Where to go on; null at the end. */
  readonly next: string | null;
  /** The first page changed after more was read below it: the order may be another now. */
  readonly isOutdated: boolean;
}

interface Page {
  readonly records: readonly ListedRecord[];
  readonly next: string | null;
}

/** The first page as it is now. Where more was read below, rows change in place and nothing jumps. */
export function takeFirst(known: Rows | null, page: Page): Rows {
  // Nothing fits yet: what was looked through is not looked through again.
  if (known?.records.length === 0 && page.records.length === 0 && page.next !== null) return known;
  if (known === null || known.records.length <= page.records.length)
    return { records: page.records, next: page.next, isOutdated: false };
  const fresh = new Map(page.records.map((record) => [record.number, record]));
  const records = known.records.map((record) => fresh.get(record.number) ?? record);
  const isSameOrder = page.records.every((record, index) => known.records[index]?.number === record.number);
  return { records, next: known.next, isOutdated: known.isOutdated || !isSameOrder };
}

/** One more page; what moved meanwhile and came twice stays where it was first. */
export function takeMore(known: Rows, page: Page): Rows {
  const numbers = new Set(known.records.map(({ number }) => number));
  return {
    ...known,
    records: [...known.records, ...page.records.filter(({ number }) => !numbers.has(number))],
    next: page.next,
  };
}
