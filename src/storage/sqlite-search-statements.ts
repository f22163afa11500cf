import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Tables } from "./schema";
import { compileStatement, type Placeholder, sealed } from "./statement";
import { type FewNumbers, FoundRow, numberNames } from "./term-index";
import type { PlaceRange } from "./walk-statements";

const PlaceRow = z.object({ place: z.number() });
const OrdinalRow = z.object({ ordinal: z.number() });

/** Which record a place is of. */
export interface RecordKey {
  readonly tenant_id: string;
  readonly number: number;
}

/** Of which records of a tenant, before the place `to`, those with the words are wanted; newest first. */
type FewValues = FewNumbers & {
  readonly tenant_id: string;
  readonly to: number;
  readonly match: string;
  readonly limit: number;
};

/** All of them, compiled. */
export type SqliteSearchStatements = ReturnType<typeof compileSqliteSearch>;

/** The statements of the index of words. */
export function compileSqliteSearch(db: Kysely<Tables>) {
  const write = writeFor(db);
  return {
    ...compileTenants(write),
    ...compilePlaces(write),
    ...compileTerms(write),
    ...compileMerging(write),
    ...compileSizes(write),
  };
}

/** Compiles a statement in words of SQLite's own. */
function writeFor(db: Kysely<Tables>) {
  return <Values extends { readonly [Name in keyof Values]: string | number }, Row>(
    row: z.ZodType<Row>,
    build: (value: Placeholder<Values>) => ReturnType<typeof sql>,
  ) => compileStatement<Values, Row>(row, (value) => ({ compile: () => build(value).compile(db) }));
}
type Write = ReturnType<typeof writeFor>;

function compileTenants(write: Write) {
  return {
    findTenant: write<{ readonly tenant_id: string }, { ordinal: number }>(
      OrdinalRow,
      (value) => sql`select ordinal from tenant_places where tenant_id = ${value("tenant_id")}`,
    ),
    addTenant: write<{ readonly tenant_id: string }, { ordinal: number }>(
      OrdinalRow,
      (value) => sql`insert into tenant_places (tenant_id) values (${value("tenant_id")}) returning ordinal`,
    ),
  };
}

function compilePlaces(write: Write) {
  return {
    placeOf: write<RecordKey, { place: number }>(
      PlaceRow,
      (value) =>
        sql`select place from record_places
        where tenant_id = ${value("tenant_id")} and number = ${value("number")}`,
    ),
    // The place is one of our own numbers, whole although it may be bound as a fraction is.
    takePlace: write<RecordKey & PlaceRange, { place: number }>(
      PlaceRow,
      (value) =>
        sql`insert into record_places (place, tenant_id, number)
        select coalesce(max(place), ${sealed(value("from"), "integer")}) + 1,
          ${value("tenant_id")}, ${value("number")}
        from record_places
        where place > ${sealed(value("from"), "integer")} and place < ${sealed(value("to"), "integer")}
        returning place`,
    ),
    leavePlace: write<RecordKey, { place: number }>(
      PlaceRow,
      (value) =>
        sql`delete from record_places where tenant_id = ${value("tenant_id")} and number = ${value("number")}
        returning place`,
    ),
    clearPlaces: write<object, unknown>(z.unknown(), () => sql`delete from record_places`),
  };
}

function compileTerms(write: Write) {
  return {
    addTerms: write<{ readonly place: number; readonly terms: string }, unknown>(
      z.unknown(),
      (value) =>
        sql`insert into record_terms (rowid, terms)
        values (${sealed(value("place"), "integer")}, ${value("terms")})`,
    ),
    removeTerms: write<{ readonly place: number }, unknown>(
      z.unknown(),
      (value) => sql`delete from record_terms where rowid = ${sealed(value("place"), "integer")}`,
    ),
    clearTerms: write<object, unknown>(
      z.unknown(),
      () => sql`insert into record_terms (record_terms) values ('delete-all')`,
    ),
    // Each place is looked up in the lists of the words, which are crossed nowhere else.
    findAmong: write<FewValues, FoundRow>(
      FoundRow,
      (value) =>
        sql`select r.tenant_id, r.number, r.document, p.place from record_places p
        cross join record_terms t on t.rowid = p.place
        cross join records r on r.tenant_id = p.tenant_id and r.number = p.number
        where p.tenant_id = ${sealed(value("tenant_id"), "text")}
          and p.number in (${sql.join(numberNames.map((name) => sealed(value(name), "integer")))})
          and p.place < ${sealed(value("to"), "integer")} and t.record_terms match ${value("match")}
        order by p.place desc limit ${sealed(value("limit"), "integer")}`,
    ),
  };
}

/** Writing parts of the index together, some pages at a time; see "merge" and "usermerge" in the documentation of FTS5. */
function compileMerging(write: Write) {
  return {
    setting: write<object, { v: number }>(
      z.object({ v: z.number() }),
      () => sql`select v from record_terms_config where k = 'usermerge'`,
    ),
    mergeTwo: write<object, unknown>(
      z.unknown(),
      () => sql`insert into record_terms (record_terms, rank) values ('usermerge', 2)`,
    ),
    merge: write<{ readonly pages: number }, unknown>(
      z.unknown(),
      (value) =>
        sql`insert into record_terms (record_terms, rank) values ('merge', ${sealed(value("pages"), "integer")})`,
    ),
    changes: write<object, { changes: number }>(
      z.object({ changes: z.number() }),
      () => sql`select total_changes() as changes`,
    ),
  };
}

function compileSizes(write: Write) {
  return {
    // Each part begins with the terms of its first page; the last of them leads to its last page.
    parts: write<object, { pages: number }>(
      z.object({ pages: z.number() }),
      () => sql`with recursive parts (id) as (
          select min(segid) from record_terms_idx
          union all select (select min(segid) from record_terms_idx where segid > id) from parts where id is not null
        )
        select (select pgno / 2 from record_terms_idx where segid = id order by term desc limit 1) as pages
        from parts where id is not null`,
    ),
  };
}
