import { type Kysely, type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { SearchPart, SearchTerm } from "../search/search";
import type { Tables } from "./schema";
import { changeRows, compileStatement, type Placeholder, plannedAnew, sealed, selectRows } from "./statement";
import {
  bindNumbers,
  type FewNumbers,
  FoundRow,
  numberNames,
  type SearchDialect,
  type TermIndex,
  type TermQuery,
} from "./term-index";

/**
 * A text search vector of our terms under an inverted index, and an index of the newest for words that many cases have.
 * Words that do not fill a page among the newest are seldom, and their places in the inverted index few. No policy guards
 * the table, because one would rule the inverted index out; all that is read from it are numbers, and the records they
 * lead to are guarded.
 */
export const postgresSearch: SearchDialect = { createTables, createIndex: createPostgresIndex };

async function createTables(db: Kysely<unknown>): Promise<void> {
  // Another name than `tenant_id`, by which the guarded tables are found (postgres-schema.ts).
  await sql`create table record_terms (
    tenant text collate "C" not null, number integer not null, updated_at text collate "C" not null,
    terms tsvector not null, primary key (tenant, number)
  )`.execute(db);
  await sql`create index record_terms_words on record_terms using gin (terms)`.execute(db);
  await sql`create index record_terms_newest on record_terms (tenant, updated_at desc, number desc)`.execute(
    db,
  );
}

interface Values {
  readonly tenant: string;
  readonly number: number;
  readonly updatedAt: string;
  readonly terms: string;
}
type FindValues = Omit<Values, "terms"> & { readonly match: string; readonly limit: number };

/** Cases that are looked through for words that many have, newest first: some milliseconds. */
const newest = 2000;

/** The cases of a tenant before a place. */
function before(value: Placeholder<FindValues>, more: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select tenant, number, updated_at, terms from record_terms
    where tenant = ${sealed(value("tenant"), "text")} and (updated_at, number)
      < (${sealed(value("updatedAt"), "text")} collate "C", ${sealed(value("number"), "integer")}) ${more}`;
}

/** Its statements. */
export function compilePostgresSearch(db: Kysely<Tables>) {
  /** A statement in words of PostgreSQL's own. */
  const write = <Given extends { readonly [Name in keyof Given]: string | number }, Row>(
    row: z.ZodType<Row>,
    build: (value: Placeholder<Given>) => ReturnType<typeof sql>,
  ) => compileStatement<Given, Row>(row, (value) => ({ compile: () => build(value).compile(db) }));
  return {
    put: write<Values, unknown>(
      z.unknown(),
      (value) =>
        sql`insert into record_terms (tenant, number, updated_at, terms) values (${value("tenant")},
          ${sealed(value("number"), "integer")}, ${value("updatedAt")},
          array_to_tsvector(string_to_array(${sealed(value("terms"), "text")}, ' ')))
        on conflict (tenant, number) do update set updated_at = excluded.updated_at, terms = excluded.terms`,
    ),
    findNewest: write<FindValues, FoundRow>(
      FoundRow,
      (value) =>
        sql`select r.tenant_id, r.number, r.document, t.updated_at || ' ' || t.number as place
        from (${before(value, sql`order by updated_at desc, number desc limit ${sql.lit(newest)}`)}) t
          join records r on r.tenant_id = t.tenant and r.number = t.number
        where t.terms @@ cast(${value("match")} as tsquery)
        order by t.updated_at desc, t.number desc limit ${sealed(value("limit"), "integer")}`,
    ),
    // The order stands outside, so that the server does not go through all cases in their order for what hardly one has;
    // and it has to know the words: a plan for any words goes through all of a tenant's cases beside their places.
    findSeldom: plannedAnew(
      write<FindValues, FoundRow>(
        FoundRow,
        (value) =>
          sql`with t as materialized (${before(value, sql`and terms @@ cast(${value("match")} as tsquery)`)})
        select r.tenant_id, r.number, r.document, t.updated_at || ' ' || t.number as place
        from t join records r on r.tenant_id = t.tenant and r.number = t.number
        order by t.updated_at desc, t.number desc limit ${sealed(value("limit"), "integer")}`,
      ),
    ),
    // By their keys; whether the words meet is asked of each alone.
    findAmong: write<FindValues & FewNumbers, FoundRow>(
      FoundRow,
      (value) =>
        sql`with t as materialized (${before(
          value,
          sql`and number in (${sql.join(numberNames.map((name) => sealed(value(name), "integer")))})`,
        )})
        select r.tenant_id, r.number, r.document, t.updated_at || ' ' || t.number as place
        from t join records r on r.tenant_id = t.tenant and r.number = t.number
        where t.terms @@ cast(${value("match")} as tsquery)
        order by t.updated_at desc, t.number desc limit ${sealed(value("limit"), "integer")}`,
    ),
    clear: write<object, unknown>(z.unknown(), () => sql`delete from record_terms`),
  };
}

function createPostgresIndex(db: Kysely<Tables>): TermIndex {
  const statements = compilePostgresSearch(db);
  return {
    *replace({ tenantId, number, updatedAt, terms }) {
      yield* changeRows(statements.put, { tenant: tenantId, number, updatedAt, terms: terms.join(" ") });
    },
    *findAmong({ numbers, ...query }) {
      return yield* selectRows(statements.findAmong, { ...valuesOf(query), ...bindNumbers(numbers) });
    },
    *find(query) {
      const values = valuesOf(query);
      const { limit } = query;
      const found = yield* selectRows(statements.findNewest, values);
      const rows = found.length < limit ? yield* selectRows(statements.findSeldom, values) : found;
      return { rows, reached: null };
    },
    *clear() {
      yield* changeRows(statements.clear, {});
    },
    // The server's own vacuum does it.
    // eslint-disable-next-line require-yield
    *tidy() {
      return false;
    },
  };
}

function valuesOf({ tenantId, parts, after, limit }: TermQuery): FindValues {
  const place = after === null ? beforeAll : readPlace(after);
  return { tenant: tenantId, match: parts.map(writePart).join(" & "), limit, ...place };
}

/** Sorts behind every moment, as nothing sorts before. */
const beforeAll = { updatedAt: "~", number: 0 };

function readPlace(place: string): { readonly updatedAt: string; readonly number: number } {
  const [, updatedAt = "", number = "0"] = /^(\S{1,40}) (\d{1,9})$/.exec(place) ?? [];
  return { updatedAt, number: Number(number) };
}

function writePart(part: SearchPart): string {
  return `(${part.map((terms) => `(${terms.map(writeTerm).join(" & ")})`).join(" | ")})`;
}

/** Terms hold letters, digits and characters for private use only: there is no quote among them. */
function writeTerm({ term, isWhole }: SearchTerm): string {
  return `'${term}'${isWhole ? "" : ":*"}`;
}
