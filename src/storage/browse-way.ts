import type { Look } from "./browse-look";
import { type Condition, isWide, type Line } from "./browse-plan";
import { bindLook } from "./browse-statements";
import type { Found, Spot, Tools } from "./browse-tools";
import { siftRecords } from "./sift-records";
import { selectRows, type Steps } from "./statement";

/** The records that come into a part of the list in one way, by the cheapest look there is for these conditions. */
export function* browseWay(
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
  return yield* siftRecords(tools, { tenantId, straight, line, limit }, from);
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
