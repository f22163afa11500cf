import { type Line, listConditions, listWays, type Part } from "./browse-plan";
import type { Found, Spot, Tools } from "./browse-tools";
import { browseWay } from "./browse-way";
import type { CaseQuery } from "./case-filter";
import type { Steps } from "./statement";

/** One part of the list by all the ways records come into it, each once, in the order of the part. */
export function* browsePart(
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
