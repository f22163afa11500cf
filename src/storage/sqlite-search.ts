import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { SearchPart, SearchTerm } from "../search/search";
import type { Tables } from "./schema";
import { changeRows, compileStatement, type Placeholder, sealed, selectRows, type Steps } from "./statement";
import { FoundRow, type IndexedCase, type SearchDialect, type TermIndex, type TermQuery } from "./term-index";

/**
 * A full-text index (FTS5) that knows only which terms a row has. Its rows are numbered as they were saved, each
 * tenant in a range of its own: so the last changed of one tenant is where the index is read from, and a page costs
 * the same whatever was saved before it. The tokenizer takes our terms as they are, and their beginnings are indexed
 * up to the longest term there is (word-terms.ts).
 */
export const sqliteSearch: SearchDialect = { createTables, createIndex: createSqliteIndex };

/** Places of one tenant; two million tenants fit into the numbers that JavaScript counts exactly. */
const placesPerTenant = 2 ** 32;

async function createTables(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table record_terms using fts5(
    terms, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6 7 8 9', tokenize = 'ascii'
  )`.execute(db);
  await sql`create table record_places (
    place integer primary key, tenant_id text not null, number integer not null, unique (tenant_id, number)
  )`.execute(db);
  await sql`create table tenant_places (ordinal integer primary key, tenant_id text not null unique)`.execute(
    db,
  );
}

const PlaceRow = z.object({ place: z.number() });
const OrdinalRow = z.object({ ordinal: z.number() });

interface RecordKey {
  readonly tenant_id: string;
  readonly number: number;
}
type Range = { readonly from: number; readonly to: number };

type Statements = ReturnType<typeof compileStatements>;

function compileStatements(db: Kysely<Tables>) {
  /** A statement in words of SQLite's own. */
  const write = <Values extends { readonly [Name in keyof Values]: string | number }, Row>(
    row: z.ZodType<Row>,
    build: (value: Placeholder<Values>) => ReturnType<typeof sql>,
  ) => compileStatement<Values, Row>(row, (value) => ({ compile: () => build(value).compile(db) }));
  return {
    findTenant: write<{ readonly tenant_id: string }, { ordinal: number }>(
      OrdinalRow,
      (value) => sql`select ordinal from tenant_places where tenant_id = ${value("tenant_id")}`,
    ),
    addTenant: write<{ readonly tenant_id: string }, { ordinal: number }>(
      OrdinalRow,
      (value) => sql`insert into tenant_places (tenant_id) values (${value("tenant_id")}) returning ordinal`,
    ),
    leavePlace: write<RecordKey, { place: number }>(
      PlaceRow,
      (value) =>
        sql`delete from record_places where tenant_id = ${value("tenant_id")} and number = ${value("number")}
        returning place`,
    ),
    // The place is one of our own numbers, whole although it may be bound as a fraction is.
    takePlace: write<RecordKey & Range, { place: number }>(
      PlaceRow,
      (value) =>
        sql`insert into record_places (place, tenant_id, number)
        select coalesce(max(place), ${sealed(value("from"), "integer")}) + 1,
          ${value("tenant_id")}, ${value("number")}
        from record_places
        where place > ${sealed(value("from"), "integer")} and place < ${sealed(value("to"), "integer")}
        returning place`,
    ),
    removeTerms: write<{ readonly place: number }, unknown>(
      z.unknown(),
      (value) => sql`delete from record_terms where rowid = ${sealed(value("place"), "integer")}`,
    ),
    addTerms: write<{ readonly place: number; readonly terms: string }, unknown>(
      z.unknown(),
      (value) =>
        sql`insert into record_terms (rowid, terms)
        values (${sealed(value("place"), "integer")}, ${value("terms")})`,
    ),
    find: write<Range & { readonly match: string; readonly limit: number }, FoundRow>(
      FoundRow,
      (value) =>
        sql`select r.tenant_id, r.number, r.document, p.place from record_terms t
        cross join record_places p on p.place = t.rowid
        cross join records r on r.tenant_id = p.tenant_id and r.number = p.number
        where t.record_terms match ${value("match")}
          and t.rowid > ${sealed(value("from"), "integer")} and t.rowid < ${sealed(value("to"), "integer")}
        order by t.rowid desc limit ${value("limit")}`,
    ),
    clearTerms: write<object, unknown>(
      z.unknown(),
      () => sql`insert into record_terms (record_terms) values ('delete-all')`,
    ),
    clearPlaces: write<object, unknown>(z.unknown(), () => sql`delete from record_places`),
  };
}

function createSqliteIndex(db: Kysely<Tables>): TermIndex {
  const statements = compileStatements(db);
  return {
    replace: (entry) => replaceTerms(statements, entry),
    find: (query) => findTerms(statements, query),
    *clear() {
      yield* changeRows(statements.clearTerms, {});
      yield* changeRows(statements.clearPlaces, {});
    },
  };
}

function* replaceTerms(statements: Statements, entry: IndexedCase): Steps<void> {
  const key = { tenant_id: entry.tenantId, number: entry.number };
  for (const { place } of yield* selectRows(statements.leavePlace, key))
    yield* changeRows(statements.removeTerms, { place });
  const range =
    rangeOf(yield* selectRows(statements.findTenant, key)) ??
    rangeOf(yield* selectRows(statements.addTenant, key));
  if (range === null) return;
  for (const { place } of yield* selectRows(statements.takePlace, { ...key, ...range }))
    yield* changeRows(statements.addTerms, { place, terms: entry.terms.join(" ") });
}

function* findTerms(statements: Statements, query: TermQuery): Steps<readonly FoundRow[]> {
  const range = rangeOf(yield* selectRows(statements.findTenant, { tenant_id: query.tenantId }));
  if (range === null) return [];
  const to = query.after === null ? range.to : Math.min(range.to, readPlace(query.after));
  const match = query.parts.map(writePart).join(" AND ");
  return yield* selectRows(statements.find, { match, from: range.from, to, limit: query.limit });
}

function rangeOf([row]: readonly { readonly ordinal: number }[]): Range | null {
  if (row === undefined) return null;
  const from = row.ordinal * placesPerTenant;
  return { from, to: from + placesPerTenant };
}

function readPlace(place: string): number {
  return /^\d{1,15}$/.test(place) ? Number(place) : 0;
}

function writePart(part: SearchPart): string {
  return `(${part.map((terms) => `(${terms.map(writeTerm).join(" AND ")})`).join(" OR ")})`;
}

/** Terms hold letters, digits and characters for private use only: there is no quote among them. */
function writeTerm({ term, isWhole }: SearchTerm): string {
  return `"${term}"${isWhole ? "" : "*"}`;
}
