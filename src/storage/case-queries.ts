import type { Kysely } from "kysely";
import type { CaseRecord, HistoryEntry } from "../records/record";
import { compileCaseStatements, duesAtOnce } from "./case-statements";
import { parseRecord, type RecordKey } from "./record-rows";
import { createSearch, emptyFilter, type SearchStatement } from "./record-search";
import { customerKey, toHistoryEntry } from "./rows";
import type { Tables } from "./schema";
import { selectRows, type Steps } from "./statement";
import type { FoundRecords, KeptDue, RecordPage, RecordQuery, SimilarQuery } from "./store";

interface ListQuery {
  readonly tenantId: string;
  readonly requesterId: string;
  readonly offset: number;
  readonly limit: number;
}

/** Cases as people meet them, one at a time or some of them. */
export interface CaseQueries {
  findRecord(tenantId: string, number: number): Steps<CaseRecord | null>;
  listRecords(query: ListQuery): Steps<RecordPage>;
  findRecords(query: RecordQuery): Steps<FoundRecords>;
  countChanges(tenantId: string): Steps<number>;
  readDues(tenantId: string, numbers: readonly number[]): Steps<readonly KeptDue[]>;
  readHistory(tenantId: string, number: number): Steps<readonly HistoryEntry[]>;
  recentCustomers(
    tenantId: string,
    requesterId: string,
    limit: number,
  ): Steps<readonly CaseRecord["customer"][]>;
  similarRecords(query: SimilarQuery): Steps<readonly CaseRecord[]>;
}

type Statements = ReturnType<typeof compileCaseStatements>;

/** Compiles them for the dialect of `db`. */
export function createCaseQueries(db: Kysely<Tables>): CaseQueries {
  const statements = compileCaseStatements(db);
  const search = createSearch(db);
  return {
    findRecord: (tenantId, number) => findRecord(statements, { tenantId, number }),
    listRecords: (query) => listRecords(statements, query),
    findRecords: (query) => findRecords(search(query), query),
    countChanges: (tenantId) => countChanges(statements, tenantId),
    readDues: (tenantId, numbers) => readDues(statements, tenantId, numbers),
    readHistory: (tenantId, number) => readHistory(statements, { tenantId, number }),
    recentCustomers: (tenantId, requesterId, limit) =>
      recentCustomers(statements, { tenantId, requesterId, limit }),
    similarRecords: (query) => similarRecords(statements, query),
  };
}

function* findRecord(statements: Statements, key: RecordKey): Steps<CaseRecord | null> {
  const [row] = yield* selectRows(statements.findRecord, key);
  return row === undefined ? null : parseRecord(row);
}

function* listRecords(statements: Statements, query: ListQuery): Steps<RecordPage> {
  const { tenantId, requesterId } = query;
  // A negative number would mean "without limit" to one engine and be an error to another.
  const offset = Math.max(0, query.offset);
  const limit = Math.max(0, query.limit);
  const [count] = yield* selectRows(statements.countRecords, { tenantId, requesterId });
  const rows = yield* selectRows(statements.listRecords, { tenantId, requesterId, offset, limit });
  const total = count?.total ?? 0;
  const next = offset + rows.length;
  return {
    records: rows.map(parseRecord),
    total,
    overridden: count?.overridden ?? 0,
    next: rows.length > 0 && next < total ? next : null,
  };
}

function* findRecords(
  statement: SearchStatement,
  { tenantId, filter, after, limit }: RecordQuery,
): Steps<FoundRecords> {
  const { updatedAt = "", number = 0 } = after ?? {};
  const wanted = Math.max(0, limit);
  // One more than wanted tells whether there is a next page.
  const values = { ...emptyFilter, ...filter, tenantId, updatedAt, number, limit: wanted + 1 };
  const records = (yield* selectRows(statement, values)).map(parseRecord);
  const page = records.slice(0, wanted);
  const last = page.at(-1);
  const isEnd = records.length <= wanted || last === undefined;
  return { records: page, next: isEnd ? null : { updatedAt: last.updatedAt, number: last.number } };
}

function* countChanges(statements: Statements, tenantId: string): Steps<number> {
  return (yield* selectRows(statements.countChanges, { tenantId }))[0]?.changes ?? 0;
}

function* readDues(
  statements: Statements,
  tenantId: string,
  numbers: readonly number[],
): Steps<readonly KeptDue[]> {
  const dues: KeptDue[] = [];
  for (let from = 0; from < numbers.length; from += duesAtOnce) {
    // A place nobody needs names no record.
    const places = Array.from({ length: duesAtOnce }, (_, place) => {
      return [`number${place}`, numbers[from + place] ?? 0] as const;
    });
    dues.push(...(yield* selectRows(statements.readDues, { ...Object.fromEntries(places), tenantId })));
  }
  return dues;
}

function* readHistory(statements: Statements, key: RecordKey): Steps<readonly HistoryEntry[]> {
  return (yield* selectRows(statements.readHistory, key)).map(toHistoryEntry);
}

function* recentCustomers(
  statements: Statements,
  query: { readonly tenantId: string; readonly requesterId: string; readonly limit: number },
): Steps<readonly CaseRecord["customer"][]> {
  const rows = yield* selectRows(statements.newestPerCustomer, { ...query, limit: Math.max(0, query.limit) });
  return rows.map((row) => parseRecord(row).customer);
}

/** Two searches, each along its own index, so that neither has to sort what a tenant ever had of a product. */
function* similarRecords(
  statements: Statements,
  { customer, ...query }: SimilarQuery,
): Steps<readonly CaseRecord[]> {
  const values = { ...query, limit: Math.max(0, query.limit) };
  const key = customerKey(customer);
  const ofProduct = yield* selectRows(statements.recentOfProduct, values);
  // A search that did not reach its limit has found the customer's cases, too.
  const isWhole = key === null || ofProduct.length < values.limit;
  const ofCustomer = isWhole
    ? []
    : yield* selectRows(statements.recentOfCustomer, { ...values, customerKey: key });
  const byNumber = new Map([...ofCustomer, ...ofProduct].map((row) => [row.number, row]));
  return [...byNumber.values()].map(parseRecord);
}
