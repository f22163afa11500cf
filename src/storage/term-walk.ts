import type { Kysely } from "kysely";
import { blockAt } from "./place-blocks";
import type { Tables } from "./schema";
import { selectRows, type Steps } from "./statement";
import type { FoundRow, FoundTerms, TermQuery } from "./term-index";
import { isPlain, listsOf, writeParts } from "./term-lists";
import { compileWalk, type PlaceRange } from "./walk-statements";

/** The same within the places of one tenant. */
export interface WalkQuery extends Omit<TermQuery, "tenantId"> {
  readonly range: PlaceRange;
}

/** What bounds the slowest page. */
export interface WalkBounds {
  /** Places of a list that are counted, which tells how close they lie; as many of the rarest are looked at together. */
  readonly few: number;
  /** Or as far as the two rarest lists have so many places, and all of them have so many. */
  readonly mostOfRarest: number;
  readonly mostOfAll: number;
  /** Looks for one page, while every look brings something. */
  readonly mostLooks: number;
  /** Lists among which the rarest is looked for. */
  readonly mostCounted: number;
}
const usual: WalkBounds = {
  ...{ few: 100, mostOfRarest: 4000, mostOfAll: 8000 },
  ...{ mostLooks: 3, mostCounted: 8 },
};

type WalkStatements = ReturnType<typeof compileWalk>;

/**
 * Makes the walk along the index of terms, the last changed first. Terms that seldom meet are never followed to their
 * ends: a page looks as far as their lists are short enough to be crossed in a moment and tells how far that was, and the
 * next page goes on there. So a page costs about the same, however long the lists are.
 */
export function createTermWalk(db: Kysely<Tables>, bounds = usual): (query: WalkQuery) => Steps<FoundTerms> {
  const statements = compileWalk(db);
  return (query) => walk(statements, bounds, query);
}

const nothing: FoundTerms = { rows: [], reached: null };

function* walk(statements: WalkStatements, bounds: WalkBounds, query: WalkQuery): Steps<FoundTerms> {
  const { parts, limit } = query;
  const range = remaining(query);
  const lists = listsOf(parts);
  // A single list is walked no further than the page is long.
  if (lists.length === 1 && parts.every(isPlain)) {
    const match = writeParts(parts, []);
    return { rows: yield* selectRows(statements.find, { match, limit, ...range }), reached: null };
  }
  const [last] = yield* selectRows(statements.last, range);
  if (last === undefined) return nothing;
  const rest = { from: range.from, to: last.place + 1 };
  const counted = yield* countLists(statements, bounds, lists, rest);
  const short = counted.find(({ count }) => count < bounds.few);
  if (short?.count === 0) return nothing;
  if (short !== undefined) {
    const match = writeParts(parts, yield* stopsOf(statements, rest));
    return { rows: yield* selectRows(statements.find, { match, limit, ...rest }), reached: null };
  }
  return yield* look(statements, bounds, { width: widthOf(bounds, counted), query, rest });
}

/** How many places of a list were counted, and among how many of all places these lie. */
interface CountedList {
  readonly count: number;
  readonly among: number;
}

/** Counts the lists up to a few places, as far as the first that is shorter. */
function* countLists(
  { count }: WalkStatements,
  { few, mostCounted }: WalkBounds,
  lists: readonly string[],
  rest: PlaceRange,
): Steps<readonly CountedList[]> {
  const counted: CountedList[] = [];
  for (const match of lists.slice(0, mostCounted)) {
    const [row] = yield* selectRows(count, { match, limit: few, ...rest });
    const among = Math.max(1, rest.to - (row?.place ?? rest.from));
    counted.push({ count: row?.count ?? 0, among });
    if (row === undefined || row.count < few) break;
  }
  return counted;
}

interface Looking {
  readonly width: number;
  readonly query: WalkQuery;
  readonly rest: PlaceRange;
}

/** Looks so many places back at a time, until there are enough cases or a look brings none. */
function* look(
  statements: WalkStatements,
  { mostLooks }: WalkBounds,
  { width, query: { parts, limit }, rest }: Looking,
): Steps<FoundTerms> {
  const rows: FoundRow[] = [];
  let { to } = rest;
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const span = { from: Math.max(rest.from, blockAt(to - 1 - width).first - 1), to };
    const match = writeParts(parts, yield* stopsOf(statements, span));
    const found = yield* selectRows(statements.find, { match, limit: limit - rows.length, ...span });
    rows.push(...found);
    if (rows.length >= limit || span.from <= rest.from) return { rows, reached: null };
    to = span.from + 1;
    if (found.length === 0) break;
  }
  return { rows, reached: String(to) };
}

/** Places among which few of the rarest list are, or as many as the lists are crossed among in a moment. */
function widthOf({ mostOfRarest, mostOfAll }: WalkBounds, counted: readonly CountedList[]): number {
  const shares = counted.map(({ count, among }) => count / among).sort((one, other) => one - other);
  const add = (some: readonly number[]) => some.reduce((sum, share) => sum + share, 0);
  const far = Math.max(...counted.map(({ among }) => among));
  return Math.max(far, Math.min(mostOfRarest / add(shares.slice(0, 2)), mostOfAll / add(shares)));
}

/**
 * The blocks at which crossing lists comes to an end. The index crosses them from the last place there is and looks on for
 * a match behind the span; with a block on either side it finds one there, however seldom the lists meet.
 */
function* stopsOf({ last }: WalkStatements, { from, to }: PlaceRange): Steps<readonly string[]> {
  const [below] = yield* selectRows(last, { from: -1, to: from + 1 });
  const [end] = yield* selectRows(last, { from: -1, to: Number.MAX_SAFE_INTEGER });
  const above = end === undefined ? null : blockAt(end.place);
  return [
    ...(below === undefined ? [] : [blockAt(below.place).term]),
    ...(above === null || above.first < to ? [] : [above.term]),
  ];
}

/** What lies behind the place to go on after. */
function remaining({ after, range: { from, to } }: WalkQuery): PlaceRange {
  return { from, to: Math.min(to, placeAfter(after) ?? from) };
}

/** The place a list goes on behind; null: nobody gave it, and it has nothing behind it. */
export function placeAfter(after: string | null): number | null {
  if (after === null) return Number.MAX_SAFE_INTEGER;
  return /^\d{1,15}$/.test(after) ? Number(after) : null;
}
