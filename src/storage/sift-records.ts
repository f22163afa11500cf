import { isToldWhole, type Look } from "./browse-look";
import type { Line } from "./browse-plan";
import { bindLook, type FoundRow } from "./browse-statements";
import type { Found, Spot, Tools } from "./browse-tools";
import { selectRows, type Steps } from "./statement";

interface Sifting {
  readonly tenantId: string;
  readonly straight: Pick<Look, "driver" | "others">;
  readonly line: Line;
  readonly limit: number;
}

/** Looks along the index, so many records at a time, until enough fit or it has looked long enough. */
export function* siftRecords(tools: Tools, sifting: Sifting, from: Spot | null): Steps<Found> {
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
