import type { Kysely } from "kysely";
import { Route } from "../escalation/route";
import { Intake } from "../intake/intake";
import type { CaseFile } from "../records/case-file";
import { CaseRecord, type HistoryEntry, type Person } from "../records/record";
import { createBrowse } from "./browse-records";
import type { CaseQuery } from "./case-filter";
import { createSearch, emptyFilter, type SearchStatement } from "./record-search";
import { compileReadStatements, duesAtOnce } from "./read-statements";
import {
  customerKey,
  intakeDocuments,
  nameDialog,
  nameProfile,
  parseDocument,
  profileDocuments,
  toCaseFile,
  toHistoryEntry,
} from "./rows";
import type { Documents } from "./documents";
import type { Tables } from "./schema";
import type { SearchSteps } from "./search-steps";
import { selectRows, type Steps } from "./statement";
import type {
  BrowsedRecords,
  ExportedRecord,
  FoundRecords,
  KeptDue,
  PendingFile,
  RecordPage,
  RecordQuery,
  SearchedRecords,
  SearchQuery,
  SimilarQuery,
  TurnContext,
  TurnKey,
} from "./store";

/** Where an export goes on: after this record. */
export interface ExportPosition {
  readonly tenantId: string;
  readonly number: number;
}

/** The reads of the Store port as steps an engine runs against one state of the data. */
export interface Queries {
  loadTurn(key: TurnKey): Steps<TurnContext>;
  hasClicked(click: {
    readonly tenantId: string;
    readonly conversationId: string;
    readonly click: string;
  }): Steps<boolean>;
  findIntake(tenantId: string, userId: string, intakeId: string): Steps<Intake | null>;
  findRecord(tenantId: string, number: number): Steps<CaseRecord | null>;
  listRecords(query: ListQuery): Steps<RecordPage>;
  findRecords(query: RecordQuery): Steps<FoundRecords>;
  searchRecords(query: SearchQuery): Steps<SearchedRecords>;
  browseRecords(query: CaseQuery): Steps<BrowsedRecords>;
  countChanges(tenantId: string): Steps<number>;
  readDues(tenantId: string, numbers: readonly number[]): Steps<readonly KeptDue[]>;
  readHistory(tenantId: string, number: number): Steps<readonly HistoryEntry[]>;
  recentCustomers(
    tenantId: string,
    requesterId: string,
    limit: number,
  ): Steps<readonly CaseRecord["customer"][]>;
  similarRecords(query: SimilarQuery): Steps<readonly CaseRecord[]>;
  listFiles(tenantId: string, number: number): Steps<readonly CaseFile[]>;
  listIntakeFiles(tenantId: string, intakeId: string): Steps<readonly CaseFile[]>;
  pendingFiles(limit: number): Steps<readonly PendingFile[]>;
  listRoutes(tenantId: string): Steps<readonly Route[]>;
  countSentTo(tenantId: string, routeId: string): Steps<number>;
  listPeople(tenantId: string, limit: number): Steps<readonly Person[]>;
  listLeads(tenantId: string): Steps<readonly Person[]>;
  exportPage(after: ExportPosition, limit: number): Steps<readonly ExportedRecord[]>;
}

interface ListQuery {
  readonly tenantId: string;
  readonly requesterId: string;
  readonly offset: number;
  readonly limit: number;
}

type Statements = ReturnType<typeof compileReadStatements>;

/** Compiles every read for the dialect of `db`. */
export function createQueries(db: Kysely<Tables>, words: Pick<SearchSteps, "find">): Queries {
  const statements = compileReadStatements(db);
  const search = createSearch(db);
  return {
    loadTurn: (key) => loadTurn(statements, key),
    hasClicked: (click) => hasClicked(statements, click),
    findIntake: (tenantId, userId, intakeId) => findIntake(statements, { tenantId, userId, intakeId }),
    findRecord: (tenantId, number) => findRecord(statements, { tenantId, number }),
    listRecords: (query) => listRecords(statements, query),
    findRecords: (query) => findRecords(search(query), query),
    searchRecords: (query) => words.find(query),
    browseRecords: createBrowse(db),
    countChanges: (tenantId) => countChanges(statements, tenantId),
    readDues: (tenantId, numbers) => readDues(statements, tenantId, numbers),
    readHistory: (tenantId, number) => readHistory(statements, { tenantId, number }),
    recentCustomers: (tenantId, requesterId, limit) =>
      recentCustomers(statements, { tenantId, requesterId, limit }),
    similarRecords: (query) => similarRecords(statements, query),
    listFiles: (tenantId, number) => listFiles(statements, { tenantId, number }),
    listIntakeFiles: (tenantId, intakeId) => listIntakeFiles(statements, { tenantId, intakeId }),
    pendingFiles: (limit) => pendingFiles(statements, limit),
    listRoutes: (tenantId) => listRoutes(statements, tenantId),
    countSentTo: (tenantId, routeId) => countSentTo(statements, { tenantId, routeId }),
    listPeople: (tenantId, limit) => listPeople(statements, { tenantId, limit: Math.max(0, limit) }),
    listLeads: (tenantId) => listLeads(statements, tenantId),
    exportPage: (after, limit) => exportPage(statements, after, limit),
  };
}

function* hasClicked(statements: Statements, click: Parameters<Queries["hasClicked"]>[0]): Steps<boolean> {
  return (yield* selectRows(statements.findClick, click)).length > 0;
}

function* loadTurn(statements: Statements, key: TurnKey): Steps<TurnContext> {
  const [row] = yield* selectRows(statements.loadTurn, key);
  const { seen_at = null, profile = null, intake = null } = row ?? {};
  return {
    seen: seen_at !== null,
    profile: profile === null ? null : readAt(profileDocuments, nameProfile(key), profile),
    intake: intake === null ? null : readAt(intakeDocuments, nameDialog(key), intake),
  };
}

function* findIntake(
  statements: Statements,
  key: { readonly tenantId: string; readonly userId: string; readonly intakeId: string },
): Steps<Intake | null> {
  const [row] = yield* selectRows(statements.findIntake, key);
  return row === undefined
    ? null
    : parseDocument(Intake, row.document, `intake ${key.intakeId} of tenant ${key.tenantId}`);
}

function* findRecord(statements: Statements, key: ExportPosition): Steps<CaseRecord | null> {
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

function* readHistory(statements: Statements, key: ExportPosition): Steps<readonly HistoryEntry[]> {
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

function* listFiles(statements: Statements, key: ExportPosition): Steps<readonly CaseFile[]> {
  return (yield* selectRows(statements.filesOfRecord, key)).map(toCaseFile);
}

function* listIntakeFiles(
  statements: Statements,
  key: { readonly tenantId: string; readonly intakeId: string },
): Steps<readonly CaseFile[]> {
  return (yield* selectRows(statements.filesOfIntake, key)).map(toCaseFile);
}

function* pendingFiles(statements: Statements, limit: number): Steps<readonly PendingFile[]> {
  const rows = yield* selectRows(statements.pendingFiles, { state: "pending", limit: Math.max(0, limit) });
  return rows.map((row) => ({ ...toCaseFile(row), tenantId: row.tenant_id, source: row.source ?? "" }));
}

function* listRoutes(statements: Statements, tenantId: string): Steps<readonly Route[]> {
  const rows = yield* selectRows(statements.listRoutes, { tenantId });
  return rows.map(({ id, document }) => parseDocument(Route, document, `route ${id} of tenant ${tenantId}`));
}

function* countSentTo(
  statements: Statements,
  query: { readonly tenantId: string; readonly routeId: string },
): Steps<number> {
  return (yield* selectRows(statements.countSentTo, query))[0]?.total ?? 0;
}

function* listPeople(
  statements: Statements,
  query: { readonly tenantId: string; readonly limit: number },
): Steps<readonly Person[]> {
  return eachOnce(yield* selectRows(statements.listPeople, query));
}

function* listLeads(statements: Statements, tenantId: string): Steps<readonly Person[]> {
  return eachOnce(yield* selectRows(statements.listLeads, { tenantId }));
}

/** Somebody met in several places is one person, by the name they had first in the list. */
function eachOnce(rows: readonly { readonly user_id: string; readonly name: string }[]): readonly Person[] {
  const people = new Map<string, Person>();
  for (const { user_id: id, name } of rows) if (!people.has(id)) people.set(id, { id, name });
  return [...people.values()];
}

function* exportPage(
  statements: Statements,
  after: ExportPosition,
  limit: number,
): Steps<readonly ExportedRecord[]> {
  const rows = yield* selectRows(statements.recordsAfter, { ...after, limit });
  const exported: ExportedRecord[] = [];
  for (const own of Map.groupBy(rows, ({ tenant_id }) => tenant_id).values())
    exported.push(...(yield* exportOfTenant(statements, own)));
  return exported;
}

/** Records of one tenant in the order of their numbers, with all that belongs to them. */
function* exportOfTenant(
  statements: Statements,
  rows: readonly DocumentOfRecord[],
): Steps<readonly ExportedRecord[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const range = { tenantId: first.tenant_id, number: first.number, lastNumber: last.number };
  const history = Map.groupBy(yield* selectRows(statements.historyBetween, range), ({ number }) => number);
  const files = Map.groupBy(yield* selectRows(statements.filesBetween, range), ({ number }) => number);
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    record: parseRecord(row),
    history: (history.get(row.number) ?? []).map(toHistoryEntry),
    files: (files.get(row.number) ?? []).map(toCaseFile),
  }));
}

interface DocumentOfRecord {
  readonly tenant_id: string;
  readonly number: number;
  readonly document: string;
}

function parseRecord(row: DocumentOfRecord): CaseRecord {
  return parseDocument(CaseRecord, row.document, nameRecord(row));
}

function nameRecord({ tenant_id, number }: Omit<DocumentOfRecord, "document">): string {
  return `record ${number} of tenant ${tenant_id}`;
}

function readAt<Document>(documents: Documents<Document>, place: string, text: string): Document {
  return documents.read(place, text, `the ${place}`);
}
