import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { SearchPart, SearchTerm } from "../search/search";
import type { Tables } from "./schema";
import { changeRows, compileStatement, type Placeholder, sealed, selectRows } from "./statement";
import { FoundRow, type SearchDialect, type TermIndex } from "./term-index";

/**
 * A text search vector of our terms under an inverted index, and an index of the newest for words that most cases have:
 * the server chooses by what it knows of them. No policy guards the table, because one would rule the inverted index
 * out; all that is read from it are numbers, and the records they lead to are guarded.
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

function compileStatements(db: Kysely<Tables>) {
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
    find: write<FindValues, FoundRow>(
      FoundRow,
      (value) =>
        sql`select r.tenant_id, r.number, r.document, t.updated_at || ' ' || t.number as place
        from record_terms t join records r on r.tenant_id = t.tenant and r.number = t.number
        where t.tenant = ${sealed(value("tenant"), "text")}
          and t.terms @@ cast(${value("match")} as tsquery)
          and (t.updated_at, t.number)
            < (${sealed(value("updatedAt"), "text")} collate "C", ${sealed(value("number"), "integer")})
        order by t.updated_at desc, t.number desc limit ${sealed(value("limit"), "integer")}`,
    ),
    clear: write<object, unknown>(z.unknown(), () => sql`delete from record_terms`),
  };
}

function createPostgresIndex(db: Kysely<Tables>): TermIndex {
  const statements = compileStatements(db);
  return {
    *replace({ tenantId, number, updatedAt, terms }) {
      yield* changeRows(statements.put, { tenant: tenantId, number, updatedAt, terms: terms.join(" ") });
    },
    *find({ tenantId, parts, after, limit }) {
      const rows = yield* selectRows(statements.find, {
        ...{ tenant: tenantId, match: parts.map(writePart).join(" & "), limit },
        ...(after === null ? beforeAll : readPlace(after)),
      });
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
