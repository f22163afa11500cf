import { type Kysely, sql } from "kysely";
import { blockAt, placesPerTenant } from "./place-blocks";
import type { Tables } from "./schema";
import {
  compileSqliteSearch,
  type RecordKey,
  type SqliteSearchStatements as Statements,
} from "./sqlite-search-statements";
import { changeRows, selectRows, type Steps } from "./statement";
import {
  bindNumbers,
  type IndexedCase,
  type SearchDialect,
  type TermIndex,
  type Tidying,
} from "./term-index";
import { writeParts } from "./term-lists";
import { createTermWalk, placeAfter, type WalkBounds } from "./term-walk";
import type { PlaceRange } from "./walk-statements";

/**
 * A full-text index (FTS5) that knows only which terms a row has. Its rows are numbered as they were saved, each
 * tenant in a range of its own: so the last changed of one tenant is where the index is read from, and a page costs
 * the same whatever was saved before it. The tokenizer takes our terms as they are, and their beginnings are indexed
 * up to the longest term there is (word-terms.ts).
 */
export const sqliteSearch: SearchDialect = { createTables, createIndex: (db) => createSqliteIndex(db) };

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

/** Pages of the index that are written in one step of tidying: some milliseconds. */
const pagesOfStep = 8;

/** All parts are put together when those beside the largest have so much of its pages; before, those of like size are. */
const shareOfLargest = 1 / 8;

/** The index of terms; only tests bound its pages in another way. */
export function createSqliteIndex(db: Kysely<Tables>, bounds?: WalkBounds): TermIndex {
  const statements = compileSqliteSearch(db);
  const walk = createTermWalk(db, bounds);
  return {
    replace: (entry) => replaceTerms(statements, entry),
    *find({ tenantId, ...query }) {
      const range = rangeOf(yield* selectRows(statements.findTenant, { tenant_id: tenantId }));
      return range === null ? { rows: [], reached: null } : yield* walk({ ...query, range });
    },
    *findAmong({ tenantId, numbers, parts, after, limit }) {
      const values = { tenant_id: tenantId, ...bindNumbers(numbers), to: placeAfter(after) ?? 0, limit };
      return yield* selectRows(statements.findAmong, { ...values, match: writeParts(parts, []) });
    },
    *clear() {
      yield* changeRows(statements.clearTerms, {});
      yield* changeRows(statements.clearPlaces, {});
    },
    tidy: (how) => tidyParts(statements, how),
  };
}

/** A large part is left alone while there is little beside it: written anew each day it would slow down all else for minutes. */
function* tidyParts(statements: Statements, how: Tidying): Steps<boolean> {
  const isWhole = how === "begin" && (yield* isWorthWhole(statements));
  if ((yield* selectRows(statements.setting, {})).length === 0) yield* changeRows(statements.mergeTwo, {});
  const [before] = yield* selectRows(statements.changes, {});
  // A negative number takes all parts there are together, whatever their sizes.
  yield* changeRows(statements.merge, { pages: isWhole ? -pagesOfStep : pagesOfStep });
  const [after] = yield* selectRows(statements.changes, {});
  // The order itself counts as one change.
  return (after?.changes ?? 0) - (before?.changes ?? 0) >= 2;
}

function* isWorthWhole(statements: Statements): Steps<boolean> {
  const pages = (yield* selectRows(statements.parts, {})).map((part) => part.pages);
  const largest = Math.max(0, ...pages);
  const others = pages.reduce((sum, part) => sum + part, 0) - largest;
  return others > 0 && others >= shareOfLargest * largest;
}

function* replaceTerms(statements: Statements, entry: IndexedCase): Steps<void> {
  const key = { tenant_id: entry.tenantId, number: entry.number };
  const places = yield* selectRows(entry.keepsPlace ? statements.placeOf : statements.leavePlace, key);
  for (const { place } of places) yield* changeRows(statements.removeTerms, { place });
  const kept = entry.keepsPlace ? places : [];
  for (const { place } of kept.length > 0 ? kept : yield* takePlace(statements, key))
    yield* changeRows(statements.addTerms, { place, terms: [...entry.terms, blockAt(place).term].join(" ") });
}

function* takePlace(statements: Statements, key: RecordKey): Steps<readonly { readonly place: number }[]> {
  const range =
    rangeOf(yield* selectRows(statements.findTenant, key)) ??
    rangeOf(yield* selectRows(statements.addTenant, key));
  return range === null ? [] : yield* selectRows(statements.takePlace, { ...key, ...range });
}

function rangeOf([row]: readonly { readonly ordinal: number }[]): PlaceRange | null {
  if (row === undefined) return null;
  const from = row.ordinal * placesPerTenant;
  return { from, to: from + placesPerTenant };
}
