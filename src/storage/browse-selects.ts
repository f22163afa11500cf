import { type RawBuilder, sql } from "kysely";
import { type Look, toldBy } from "./browse-look";
import type { Condition } from "./browse-plan";
import {
  along,
  fitsAll,
  found,
  holds,
  inLine,
  inSeen,
  isBehind,
  isWithin,
  keyOf,
  ofTenant,
  seenColumns,
  type Value,
} from "./browse-words";

/** A record behind the first so many that the driver leaves; `limit` is how many. */
export function beyond(driver: Condition, value: Value) {
  return sql`select number from records where ${ofTenant(value)} and ${holds(driver, value)}
    limit 1 offset ${value("limit")}`;
}

/** The records that come next along the index. */
export function find(look: Look, value: Value) {
  return sql`select ${found(look.line)} from records where ${along(look, value)}
    order by ${inLine(look.line)} limit ${value("limit")}`;
}

/** The last of the next so many along the index. */
export function edge(look: Look, value: Value) {
  return sql`select number, ${keyOf(look.line)} as key from records where ${along(look, value)}
    order by ${inLine(look.line)} limit 1 offset ${value("window")}`;
}

/** Of the next so many records along the index those that fit. */
export function sift(look: Look, value: Value) {
  const { line } = look;
  const seen = sql`select ${seenColumns(look)} from records where ${along(look, value)}
    order by ${inLine(line)} limit ${value("window")}`;
  return fetchFitting(look, value, seen, sql``);
}

/** Stops at the last that is wanted: what is looked up are its records and no others. */
export function pick(look: Look, value: Value) {
  const { line } = look;
  const fitting = sql`select tenant_id as seen_tenant, number as seen_number, ${keyOf(line)} as seen_key
    from records where ${along(look, value)} and ${isWithin(line, value)} and ${fitsAll(look, value, () => true, "")}
    order by ${inLine(line)} limit ${value("limit")}`;
  return sql`select tenant_id, number, seen_key as key, document from (${fitting}) as fitting cross join records
    where tenant_id = seen_tenant and number = seen_number order by ${inSeen(line)}`;
}

/** All that the driver leaves, sorted: no order is asked for before, so that no engine walks its index instead of the few. */
export function sortFew(look: Look, value: Value) {
  const { driver, line, isContinued } = look;
  const few = driver === null ? ofTenant(value) : sql`${ofTenant(value)} and ${holds(driver, value)}`;
  const seen = sql`select ${seenColumns(look)} from records where ${few}`;
  const key = sql.ref("seen_key");
  const behind = isContinued ? sql` and ${isBehind(key, sql.ref("seen_number"), line, value)}` : sql``;
  return fetchFitting(look, value, seen, behind);
}

/**
 * Asks what an index tells of what was seen first, and then looks up the records that are left, and nothing else: so the
 * crossing has this order.
 */
function fetchFitting(look: Look, value: Value, seen: RawBuilder<unknown>, behind: RawBuilder<unknown>) {
  const { line } = look;
  const told = toldBy(look);
  const isTold = ({ column }: Condition) => told.includes(column);
  const isWhole = look.others.every(isTold);
  const page = sql`order by ${inSeen(line)} limit ${value("limit")}`;
  const light = fitsAll(look, value, isTold, "seen_");
  const heavy = fitsAll(look, value, (condition) => !isTold(condition), "");
  return sql`select tenant_id, number, seen_key as key, document from (
      select seen_tenant, seen_number, seen_key from (${seen}) as seen where ${light}${behind}
      ${isWhole ? page : sql``}
    ) as fitting cross join records
    where tenant_id = seen_tenant and number = seen_number and ${heavy} ${page}`;
}
