import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { SearchPart, SearchTerm } from "../search/search";
import { coverPlaces, smallestBlock } from "./place-blocks";
import type { Tables } from "./schema";
import { compileStatement, type Placeholder, sealed, selectRows, type Steps } from "./statement";
import { FoundRow, type FoundTerms, type TermQuery } from "./term-index";

/** Places behind `from` and before `to`. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

export interface WalkQuery extends Omit<TermQuery, "tenantId"> {
  readonly range: PlaceRange;
}

/** What bounds the slowest page. */
export interface WalkBounds {
  /** Places looked at together: crossing their lists takes so long, whatever is found. */
  readonly window: number;
  /** How often for one page, while every look brings something. */
  readonly mostWindows: number;
  /** Cases of the rarest term that are looked at after that, and those it may have in all to be followed to its end. */
  readonly mostOfRarest: number;
  readonly mostInAll: number;
  /** Terms among which the rarest is looked for. */
  readonly mostCounted: number;
}
const usual: WalkBounds = {
  ...{ window: 2 * smallestBlock, mostWindows: 3 },
  ...{ mostOfRarest: 40, mostInAll: 200, mostCounted: 8 },
};

const PlaceRow = z.object({ place: z.number() });
type Match = PlaceRange & { readonly match: string; readonly limit: number };
type WalkStatements = ReturnType<typeof compileWalk>;

/**
 * Makes the walk along the index of terms, the last changed first. Terms that seldom meet are never followed to their
 * ends: a page sees so many cases of the rarest of them and tells how far that was, and the next page goes on there.
 */
export function createTermWalk(db: Kysely<Tables>, bounds = usual): (query: WalkQuery) => Steps<FoundTerms> {
  const statements = compileWalk(db);
  return (query) => walk(statements, bounds, query);
}

/** The statements of the walk. */
export function compileWalk(db: Kysely<Tables>) {
  const write = <Values extends { readonly [Name in keyof Values]: string | number }, Row>(
    row: z.ZodType<Row>,
    build: (value: Placeholder<Values>) => ReturnType<typeof sql>,
  ) => compileStatement<Values, Row>(row, (value) => ({ compile: () => build(value).compile(db) }));
  // Places are our own numbers, whole although they may be bound as fractions are.
  const within = (value: Placeholder<Match>) => sql`t.record_terms match ${value("match")}
    and t.rowid > ${sealed(value("from"), "integer")} and t.rowid < ${sealed(value("to"), "integer")}`;
  return {
    /** The cases that match. */
    find: write<Match, FoundRow>(
      FoundRow,
      (value) => sql`select r.tenant_id, r.number, r.document, p.place from record_terms t
        cross join record_places p on p.place = t.rowid
        cross join records r on r.tenant_id = p.tenant_id and r.number = p.number
        where ${within(value)} order by t.rowid desc limit ${value("limit")}`,
    ),
    /** The place of the last of so many that match; `limit` are passed over. */
    reach: write<Match, z.infer<typeof PlaceRow>>(
      PlaceRow,
      (value) => sql`select t.rowid as place from record_terms t
        where ${within(value)} order by t.rowid desc limit 1 offset ${value("limit")}`,
    ),
    /** The last place that is taken. */
    last: write<PlaceRange, z.infer<typeof PlaceRow>>(
      PlaceRow,
      (value) => sql`select place from record_places
        where place > ${sealed(value("from"), "integer")} and place < ${sealed(value("to"), "integer")}
        order by place desc limit 1`,
    ),
  };
}

function* walk(statements: WalkStatements, bounds: WalkBounds, query: WalkQuery): Steps<FoundTerms> {
  const { parts, limit } = query;
  const range = remaining(query);
  const lists = listsOf(parts);
  const wanted = parts.map(writePart).join(" AND ");
  // A single list is walked no further than the page is long.
  if (lists.length === 1 && isPlain(parts[0] ?? []))
    return { rows: yield* selectRows(statements.find, { match: wanted, limit, ...range }), reached: null };
  const [last] = yield* selectRows(statements.last, range);
  if (last === undefined) return { rows: [], reached: null };

  const rows: FoundRow[] = [];
  let rest: PlaceRange = { from: range.from, to: last.place + 1 };
  for (let looks = 0; looks < bounds.mostWindows; looks += 1) {
    const span = { from: Math.max(range.from, rest.to - 1 - bounds.window), to: rest.to };
    const found = yield* selectRows(statements.find, {
      ...{ match: `${wanted} AND ${writeSpan(span)}`, limit: limit - rows.length },
      ...span,
    });
    rows.push(...found);
    if (rows.length >= limit || span.from <= range.from) return { rows, reached: null };
    rest = { from: range.from, to: span.from + 1 };
    if (found.length === 0) break;
  }
  const far = yield* followRarest(statements, bounds, lists, rest);
  if (far !== null) {
    const match = far.isWhole ? wanted : `${wanted} AND ${writeSpan(far)}`;
    const { from, to } = far;
    rows.push(...(yield* selectRows(statements.find, { match, limit: limit - rows.length, from, to })));
    if (rows.length >= limit || far.isWhole) return { rows, reached: null };
    rest = { from: range.from, to: from + 1 };
  }
  return { rows, reached: String(rest.to) };
}

interface FarRange extends PlaceRange {
  /** Whether the rarest list ends there, so that nothing else has to bound the others. */
  readonly isWhole: boolean;
}

/** As far as the rarest of the lists has so many cases, where that is worth a look; the others have as many sooner. */
function* followRarest(
  { reach }: WalkStatements,
  { window, mostOfRarest, mostInAll, mostCounted }: WalkBounds,
  lists: readonly string[],
  rest: PlaceRange,
): Steps<FarRange | null> {
  let rarest = { match: "", place: rest.to };
  for (const match of lists.slice(0, mostCounted)) {
    const [last] = yield* selectRows(reach, { match, limit: mostOfRarest - 1, ...rest });
    if (last === undefined) return { ...rest, isWhole: true };
    if (last.place < rarest.place) rarest = { match, place: last.place };
  }
  // What is frequent is looked for place by place, on the next page.
  if (rest.to - rarest.place < window) return null;
  const [more] = yield* selectRows(reach, { match: rarest.match, limit: mostInAll - 1, ...rest });
  return more === undefined
    ? { ...rest, isWhole: true }
    : { from: rarest.place - 1, to: rest.to, isWhole: false };
}

/** What lies behind the place to go on after. A place nobody gave has nothing behind it. */
function remaining({ after, range: { from, to } }: WalkQuery): PlaceRange {
  const place = after === null ? to : /^\d{1,15}$/.test(after) ? Number(after) : from;
  return { from, to: Math.min(to, place) };
}

/** Whether each alternative is a term of its own. */
function isPlain(part: SearchPart): boolean {
  return part.every((terms) => terms.length === 1);
}

/**
 * Lists of which every case that is found is in each: of a part with one way to meet it, all its terms; of one with
 * several, one term of each way.
 */
function listsOf(parts: readonly SearchPart[]): readonly string[] {
  return parts.flatMap((part) => {
    const [only, ...others] = part;
    if (only !== undefined && others.length === 0) return only.map(writeTerm);
    return [part.flatMap((terms) => terms.slice(-1).map(writeTerm)).join(" OR ")];
  });
}

/** The blocks of a span as a part: crossing lists goes no further than they do. */
function writeSpan({ from, to }: PlaceRange): string {
  return `(${coverPlaces(from + 1, to)
    .map((term) => `"${term}"`)
    .join(" OR ")})`;
}

function writePart(part: SearchPart): string {
  return `(${part.map((terms) => `(${terms.map(writeTerm).join(" AND ")})`).join(" OR ")})`;
}

/** Terms hold letters, digits and characters for private use only: there is no quote among them. */
function writeTerm({ term, isWhole }: SearchTerm): string {
  return `"${term}"${isWhole ? "" : "*"}`;
}
