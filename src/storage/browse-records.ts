import type { Kysely } from "kysely";
import { CaseRecord } from "../records/record";
import { isToldWhole, type Look } from "./browse-look";
import {
  type Condition,
  isWide,
  type Line,
  listConditions,
  listParts,
  listWays,
  type Part,
} from "./browse-plan";
import { bindLook, type BrowseStatements, createBrowseStatements, type FoundRow } from "./browse-statements";
import type { CasePlace, CaseQuery } from "./case-filter";
import { parseDocument } from "./rows";
import type { Tables } from "./schema";
import { selectRows, type Steps } from "./statement";
import type { BrowsedRecords } from "./store";

/** What bounds the slowest page. */
export interface BrowseBounds {
  /** A condition that leaves no more than these is sorted whole. */
  readonly few: number;
  /** Entries of an index looked at together where it tells all that is asked. */
  readonly window: number;
  /** Else records are: so many at first, because most filters leave enough among them, and then so many. */
  readonly glance: number;
  readonly recordWindow: number;
  /** How often for one page where nothing fits, and while every look brings something. */
  readonly windows: number;
  readonly mostWindows: number;
}
const usual: BrowseBounds = {
  ...{ few: 400, window: 1200, glance: 200, recordWindow: 300 },
  ...{ windows: 1, mostWindows: 6 },
};

interface Tools {
  readonly statements: BrowseStatements;
  readonly bounds: BrowseBounds;
}

type Spot = Pick<CasePlace, "key" | "number">;

/** Rows in their order; `reached` is how far was looked where nobody knows what comes behind it. */
interface Found {
  readonly rows: readonly FoundRow[];
  readonly reached: Spot | null;
}

/** Makes the search of lists for the dialect of `db`: each page costs about the same, however many records there are. */
export function createBrowse(
  db: Kysely<Tables>,
  bounds = usual,
): (query: CaseQuery) => Steps<BrowsedRecords> {
  const tools = { statements: createBrowseStatements(db), bounds };
  return (query) => browse(tools, query);
}

function* browse(tools: Tools, query: CaseQuery): Steps<BrowsedRecords> {
  const wanted = Math.max(0, query.limit);
  const { after } = query;
  const places: (CasePlace & { readonly row: FoundRow })[] = [];
  const parts = listParts(query.sort, query.order);
  for (let part = after?.part ?? 0; part < parts.length; part += 1) {
    const from = after?.part === part ? after : null;
    const missing = wanted + 1 - places.length;
    const { rows, reached } = yield* browsePart(tools, query, parts[part], from, missing);
    places.push(...rows.map((row) => ({ part, key: row.key, number: row.number, row })));
    if (places.length > wanted)
      return page(query, places.slice(0, wanted), placeOf(places[wanted - 1] ?? after));
    if (reached !== null) return page(query, places, { part, ...reached });
  }
  return page(query, places, null);
}

function placeOf(place: CasePlace | null): CasePlace | null {
  return place === null ? null : { part: place.part, key: place.key, number: place.number };
}

function page(
  { tenantId }: CaseQuery,
  found: readonly { readonly row: FoundRow }[],
  next: CasePlace | null,
): BrowsedRecords {
  const records = found.map(({ row }) =>
    parseDocument(CaseRecord, row.document, `record ${row.number} of tenant ${tenantId}`),
  );
  return { records, next };
}

/** One part of the list by all the ways records come into it, each once, in the order of the part. */
function* browsePart(
  tools: Tools,
  query: CaseQuery,
  part: Part | undefined,
  from: Spot | null,
  limit: number,
): Steps<Found> {
  if (part === undefined) return { rows: [], reached: null };
  const conditions = [...part.conditions, ...listConditions(query.filter)];
  const all: Found[] = [];
  for (const way of listWays(query)) {
    const narrowed = way === null ? conditions : [way, ...conditions];
    all.push(yield* browseWay(tools, query.tenantId, narrowed, part.line, from, limit));
  }
  return merge(all, part.line, limit);
}

function merge(all: readonly Found[], line: Line, limit: number): Found {
  const [only, ...more] = all;
  if (only !== undefined && more.length === 0) return only;
  const [reached = null] = all.flatMap((found) => found.reached ?? []).sort(comparing(line));
  const each = new Map(all.flatMap(({ rows }) => rows.map((row) => [row.number, row] as const)));
  const rows = [...each.values()].sort(comparing(line));
  // Behind where one way was left nobody knows what it would still bring.
  const sure = reached === null ? rows : rows.filter((row) => comparing(line)(row, reached) <= 0);
  return { rows: sure.slice(0, limit), reached };
}

function comparing({ isRising }: Line): (one: Spot, other: Spot) => number {
  const sign = isRising ? 1 : -1;
  return (one, other) =>
    sign * (one.key === other.key ? one.number - other.number : one.key < other.key ? -1 : 1);
}

function* browseWay(
  tools: Tools,
  tenantId: string,
  conditions: readonly Condition[],
  line: Line,
  from: Spot | null,
  limit: number,
): Steps<Found> {
  const { statements } = tools;
  const straight = findStraight(conditions, line);
  const isContinued = from !== null;
  const spot = { key: from?.key ?? "", number: from?.number ?? 0 };
  const bind = (look: Look, more: Readonly<Record<string, number | string>>) =>
    bindLook(look, { tenantId, ...spot, limit, ...more });
  if (straight.others.length === 0) {
    const look = { ...straight, line, isContinued };
    return { rows: yield* selectRows(statements.find(look), bind(look, {})), reached: null };
  }
  const driver = yield* findFew(tools, tenantId, conditions);
  if (driver !== null) {
    const look = { driver, others: without(conditions, driver), line, isContinued };
    return { rows: yield* selectRows(statements.sort(look), bind(look, {})), reached: null };
  }
  return yield* sift(tools, { tenantId, straight, line, limit }, from);
}

/** The condition whose index has the order of the line, if there is one, and what has to be asked beside it. */
function findStraight(conditions: readonly Condition[], line: Line): Pick<Look, "driver" | "others"> {
  const drivers = conditions.filter(
    ({ kind, column }) =>
      (column === "due_at" && kind === "span" && line.key !== "number") ||
      (line.key === "updated_at" && kind === "is" && column !== "outcome"),
  );
  const driver = drivers.find((one) => one.kind === "span" || !isWide(one)) ?? drivers[0];
  if (driver === undefined) return { driver: null, others: conditions };
  // In the order of changes there is an index of what is due at any time, and it tells the moment.
  return driver.kind === "span" && line.key === "updated_at"
    ? { driver: { kind: "some", column: driver.column }, others: conditions }
    : { driver, others: without(conditions, driver) };
}

function without(conditions: readonly Condition[], driver: Condition): readonly Condition[] {
  return conditions.filter((condition) => condition !== driver);
}

/** A condition that leaves few records, if any does. */
function* findFew(
  { statements, bounds: { few } }: Tools,
  tenantId: string,
  conditions: readonly Condition[],
): Steps<Condition | null> {
  for (const driver of conditions) {
    if (driver.kind === "none" || driver.column === "outcome") continue;
    const values = bindLook({ driver, others: [] }, { tenantId, limit: few });
    const more = yield* selectRows(statements.beyond(driver), values);
    if (more.length === 0) return driver;
  }
  return null;
}

interface Sifting {
  readonly tenantId: string;
  readonly straight: Pick<Look, "driver" | "others">;
  readonly line: Line;
  readonly limit: number;
}

/** Looks along the index, so many records at a time, until enough fit or it has looked long enough. */
function* sift(tools: Tools, sifting: Sifting, from: Spot | null): Steps<Found> {
  const { window, glance, recordWindow, windows, mostWindows } = tools.bounds;
  const { straight, line, limit } = sifting;
  const [first, next] = isToldWhole({ ...straight, line }) ? [window, window] : [glance, recordWindow];
  const rows: FoundRow[] = [];
  let spot = from;
  for (let looks = 0; looks < mostWindows; looks += 1) {
    const before = rows.length;
    const last = yield* lookThrough(tools, sifting, spot, looks === 0 ? first : next, limit - before, rows);
    if (rows.length >= limit || last === undefined) return { rows, reached: null };
    spot = last;
    if (rows.length === before && looks + 1 >= windows) break;
  }
  return { rows, reached: spot };
}

/** Adds what fits among the next so many records, and tells the last of them; none where the list ends before. */
function* lookThrough(
  { statements }: Tools,
  { tenantId, straight, line }: Sifting,
  spot: Spot | null,
  window: number,
  limit: number,
  rows: FoundRow[],
): Steps<Spot | undefined> {
  const look = { ...straight, line, isContinued: spot !== null };
  const place = { tenantId, key: spot?.key ?? "", number: spot?.number ?? 0 };
  const edges = bindLook({ driver: look.driver, others: [] }, { ...place, window: window - 1 });
  const [last] = yield* selectRows(statements.edge({ ...look, others: [] }), edges);
  // A span of moments bounds its index by itself, so that a place would only be asked of each entry.
  if (isToldWhole(look) && line.key !== "due_at") {
    const { key: lastKey, number: lastNumber } = last ?? endOf(line);
    const values = bindLook(look, { ...place, lastKey, lastNumber, limit });
    rows.push(...(yield* selectRows(statements.pick(look), values)));
  } else {
    const values = bindLook(look, { ...place, window, limit });
    rows.push(...(yield* selectRows(statements.sift(look), values)));
  }
  return last;
}

/** Behind all that can be in a list. */
function endOf({ isRising }: Line): Spot {
  return isRising ? { key: "~", number: 2 ** 31 - 1 } : { key: "", number: 0 };
}
