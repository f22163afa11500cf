import { type Kysely, type RawBuilder, sql } from "kysely";
import { z } from "zod";
import {
  findableNames,
  pseudonymiseDocument,
  pseudonymiseText,
  type Replacement,
} from "../privacy/pseudonymise";
import { CaseRecord } from "../records/record";
import { personalData, tableNames } from "./personal-data";
import type { Holds } from "./tables/table-facts";
import type { Erasure, OrphanedFile } from "../privacy/privacy-store";
import { AnyRow, rowsOnce, runOnce } from "./raw-steps";
import { readFiles } from "./read-files";
import { lockRows, type RowLocks } from "./row-locks";
import { parseDocument } from "./rows";
import type { SearchSteps } from "./search-steps";
import type { Tables } from "./schema";
import type { Steps } from "./statement";
import { nextStretch, type Place, placeOf, type Walked } from "./walk-rows";

/** Rows that are rewritten in one transaction: each is up to five statements and the words of its case. */
const partSize = 50;

type TableName = keyof Tables;
type Db = Kysely<Tables>;

/** Columns of a table that hold one of these. */
export function columnsOf(table: TableName, ...kinds: readonly Holds[]): readonly string[] {
  return Object.entries(personalData[table].columns).flatMap(([name, holds]: [string, Holds]) =>
    kinds.includes(holds) ? [name] : [],
  );
}

/** Whose names of people `namesOf` asks for. */
const named: ReadonlySet<TableName> = new Set(["history", "files"] as const);

/** What rewriting rows goes by. */
export interface RewriteTools {
  readonly db: Db;
  readonly locks: RowLocks;
  readonly search: Reindex;
}

/**
 * The tables in which a person is replaced. Those whose names say whom texts are about are last: who is interrupted asks
 * for the names anew.
 */
export const rewrittenTables: readonly TableName[] = tableNames
  .filter((table) => personalData[table].person === "pseudonym")
  .toSorted((a, b) => Number(named.has(a)) - Number(named.has(b)));

/** Replaces a person in the next rows of a table; answers how many rows it was in. */
export function* rewriteStretch(
  { db, locks, search }: RewriteTools,
  table: TableName,
  { tenantId, pseudonym }: Erasure,
  replacement: Replacement,
  after: Place | null,
): Steps<Walked<number>> {
  const { within, order, end } = yield* nextStretch({ db, locks }, { table, tenantId }, after);
  // Of the erasing under way its own note says who it is about, until its end.
  const others = table === "erasures" ? sql` and pseudonym <> ${pseudonym}` : sql``;
  const rows = yield* rowsOnce(
    db,
    AnyRow,
    sql`select * from ${sql.table(table)} where ${within}${others} and (${findsOf(table, replacement)})
      order by ${order} limit ${partSize} ${lockRows(locks, "waited for")}`,
  );
  const touched = new Set<number>();
  let rewritten = 0;
  for (const row of rows) {
    if (!(yield* rewriteRow(db, table, row, replacement))) continue;
    rewritten += 1;
    if (searched.includes(table)) touched.add(Number(row["number"]));
  }
  yield* reindex(db, search, tenantId, touched);
  const last = rows.length < partSize ? undefined : rows.at(-1);
  return { result: rewritten, end: last === undefined ? end : placeOf(table, last) };
}

/** What the search reads of a case. */
const searched: readonly TableName[] = ["records", "history"];

/** The index of the search holds the words of a case: it is made anew from what is left. */
export type Reindex = Pick<SearchSteps, "renew">;

function* reindex(db: Db, search: Reindex, tenantId: string, numbers: ReadonlySet<number>): Steps<void> {
  for (const number of numbers) {
    const rows = yield* rowsOnce(
      db,
      z.object({ document: z.string() }),
      sql`select document from records where tenant_id = ${tenantId} and number = ${number}`,
    );
    for (const { document } of rows)
      yield* search.renew(tenantId, parseDocument(CaseRecord, document, `record ${number}`));
  }
}

/** What somebody sent that came to no case. Whoever removes the bytes forgets the row. */
export function* looseFilesOf(
  db: Db,
  { tenantId, id }: Pick<Erasure, "tenantId" | "id">,
): Steps<readonly OrphanedFile[]> {
  return yield* readFiles(db, sql`tenant_id = ${tenantId} and by_id = ${id} and number is null`);
}

/** Removes what is a person's alone, and what waits to be said in their own chat. */
export function* removePerson(db: Db, { tenantId, id }: Erasure): Steps<void> {
  const chats = sql`select conversation_id from conversations
    where tenant_id = ${tenantId} and user_id = ${id} and kind = 'personal'`;
  // What waits to be said in their own chat is said to nobody any more.
  for (const table of ["deliveries", "posts"] as const)
    yield* runOnce(
      db,
      sql`delete from ${sql.table(table)} where tenant_id = ${tenantId} and conversation_id in (${chats})`,
    );
  for (const table of tableNames) {
    if (personalData[table].person !== "goes") continue;
    for (const column of columnsOf(table, "person"))
      yield* runOnce(
        db,
        sql`delete from ${sql.table(table)} where tenant_id = ${tenantId} and ${sql.ref(column)} = ${id}`,
      );
  }
}

/** The rows that may hold what is replaced. */
function findsOf(table: TableName, replacement: Replacement): RawBuilder<unknown> {
  const persons = columnsOf(table, "person");
  const texts = columnsOf(table, "text", "name", "document", "customer");
  const finds = [
    ...persons.map((column) => sql`${sql.ref(column)} = ${replacement.id}`),
    ...texts.flatMap((column) => wordsIn(replacement).map((part) => contains(column, part))),
  ];
  return sql.join(finds, sql` or `);
}

/** The id and the names as they stand in a column; in JSON some signs are escaped. */
function wordsIn({ id, names }: Replacement): readonly string[] {
  const plain = [id, ...findableNames(names)];
  return [...new Set([...plain, ...plain.map((part) => JSON.stringify(part).slice(1, -1))])];
}

/** Case counts, on every engine. */
function contains(column: string, part: string): RawBuilder<unknown> {
  return sql`replace(${sql.ref(column)}, ${part}, '') <> ${sql.ref(column)}`;
}

function* rewriteRow(db: Db, table: TableName, row: AnyRow, replacement: Replacement): Steps<boolean> {
  const changed = Object.entries(personalData[table].columns).flatMap(([column, holds]: [string, Holds]) => {
    const before = row[column];
    if (typeof before !== "string") return [];
    const after = rewriteValue(before, holds, replacement);
    return after === before ? [] : [[column, after] as const];
  });
  if (changed.length === 0) return false;
  yield* updateRow(db, table, row, Object.fromEntries(changed));
  return true;
}

function rewriteValue(value: string, holds: Holds, replacement: Replacement): string {
  if (holds === "person") return value === replacement.id ? replacement.pseudonym : value;
  if (holds === "document") return pseudonymiseDocument(value, replacement);
  if (holds === "nothing" || holds === "place") return value;
  return pseudonymiseText(value, replacement);
}

const Revised = z.looseObject({ revision: z.int().positive() });

/** Changes columns of a row; of what has a revision the next one, so that who saw the old one cannot bring it back. */
export function* updateRow(
  db: Db,
  table: TableName,
  row: AnyRow,
  changes: Readonly<Record<string, string | number | null>>,
): Steps<void> {
  const values = { ...changes, ...nextRevision(table, row, changes) };
  const sets = Object.entries(values).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  const keys = personalData[table].key.map(
    (column: string) => sql`${sql.ref(column)} = ${row[column] ?? null}`,
  );
  if (table === "history") yield* openHistory(db, row);
  yield* runOnce(
    db,
    sql`update ${sql.table(table)} set ${sql.join(sets)} where ${sql.join(keys, sql` and `)}`,
  );
  if (table === "history") yield* closeHistory(db, row);
  // Whoever holds a list of cases learns that it is an old one.
  if (table === "records")
    yield* runOnce(
      db,
      sql`update record_numbers set changes = changes + 1 where tenant_id = ${row["tenant_id"] ?? null}`,
    );
}

function nextRevision(table: TableName, row: AnyRow, changes: Readonly<Record<string, unknown>>) {
  const { document } = changes;
  if ((table !== "records" && table !== "routes") || typeof document !== "string") return {};
  const parsed = Revised.parse(JSON.parse(document));
  const revision = parsed.revision + 1;
  return { document: JSON.stringify({ ...parsed, revision }), revision };
}

function* openHistory(db: Db, { tenant_id }: AnyRow): Steps<void> {
  yield* runOnce(
    db,
    sql`insert into erasing (tenant_id) values (${tenant_id ?? null}) on conflict do nothing`,
  );
}

function* closeHistory(db: Db, { tenant_id }: AnyRow): Steps<void> {
  yield* runOnce(db, sql`delete from erasing where tenant_id = ${tenant_id ?? null}`);
}
