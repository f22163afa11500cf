import { type RawBuilder, sql } from "kysely";
import { type Look, toldBy } from "./browse-look";
import type { Condition, Line } from "./browse-plan";
import { type Bindable, type Placeholder, sealed } from "./statement";

/** Values of conditions are bound by their places: `c0`, `c1_0`. */
export type BrowseValues = Readonly<Record<string, string | number>>;
/** Binds one of them. */
export type Value = Placeholder<BrowseValues>;

/** Stands in every statement: a list is one tenant's. */
export function ofTenant(value: Value): RawBuilder<unknown> {
  return sql`tenant_id = ${sealed(value("tenantId"), "text")}`;
}

/** The tenant's records from behind the place on, along the index of the order. */
export function along({ driver, line, isContinued }: Look, value: Value): RawBuilder<unknown> {
  const all = driver === null ? ofTenant(value) : sql`${ofTenant(value)} and ${holds(driver, value)}`;
  if (!isContinued) return all;
  return sql`${all} and ${isBehind(sql.ref(line.key), sql.ref("number"), line, value)}`;
}

/** Behind a place, by whatever the columns are called there. */
export function isBehind(
  key: RawBuilder<unknown>,
  number: RawBuilder<unknown>,
  { isRising, key: name }: Line,
  value: Value,
): RawBuilder<unknown> {
  const sign = sql.raw(isRising ? ">" : "<");
  const place = sealed(value("number"), "integer");
  if (name === "number") return sql`${number} ${sign} ${place}`;
  return sql`(${key}, ${number}) ${sign} (${sealed(value("key"), "text")}, ${place})`;
}

/** Up to a place, which is still part of it. */
export function isWithin({ isRising, key }: Line, value: Value): RawBuilder<unknown> {
  const sign = sql.raw(isRising ? "<=" : ">=");
  const place = sealed(value("lastNumber"), "integer");
  if (key === "number") return sql`number ${sign} ${place}`;
  return sql`(${sql.ref(key)}, number) ${sign} (${sealed(value("lastKey"), "text")}, ${place})`;
}

/** The order of an index. */
export function inLine({ key, isRising }: Line): RawBuilder<unknown> {
  const direction = sql.raw(isRising ? "asc" : "desc");
  return key === "number" ? sql`number ${direction}` : sql`${sql.ref(key)} ${direction}, number ${direction}`;
}

/** The same order of what was seen first. */
export function inSeen({ key, isRising }: Line): RawBuilder<unknown> {
  const direction = sql.raw(isRising ? "asc" : "desc");
  return key === "number"
    ? sql`seen_number ${direction}`
    : sql`seen_key ${direction}, seen_number ${direction}`;
}

/** The columns of `FoundRow`. */
export function found(line: Line): RawBuilder<unknown> {
  return sql`tenant_id, number, ${keyOf(line)} as key, document`;
}

/** What an index alone gives: where the record is, and what is told of it, under names of their own. */
export function seenColumns(look: Look): RawBuilder<unknown> {
  const told = toldBy(look).map((column) => sql`${sql.ref(column)} as ${sql.ref(`seen_${column}`)}`);
  return sql`tenant_id as seen_tenant, number as seen_number, ${keyOf(look.line)} as seen_key, ${sql.join(told)}`;
}

/** What is not there counts as an empty text, in every engine. */
export function keyOf({ key }: Line): RawBuilder<unknown> {
  return key === "number" ? sql`''` : sql`coalesce(${sql.ref(key)}, '')`;
}

/** The condition as an index can be asked for it; the driver's values are the first. */
export function holds(condition: Condition, value: Value): RawBuilder<unknown> {
  return compare(sql.ref(condition.column), condition, value, 0);
}

/** Some of the others as questions to what was found by another way; no engine takes them for ways of their own. */
export function fitsAll(
  { driver, others }: Look,
  value: Value,
  isAsked: (condition: Condition) => boolean,
  prefix: "seen_" | "",
): RawBuilder<unknown> {
  const from = driver === null ? 0 : 1;
  const questions = others.flatMap((other, place) =>
    isAsked(other)
      ? [compare(sql`coalesce(${sql.ref(`${prefix}${other.column}`)}, '')`, other, value, place + from)]
      : [],
  );
  return questions.length === 0 ? sql`1 = 1` : sql.join(questions, sql` and `);
}

function compare(
  column: RawBuilder<unknown>,
  condition: Condition,
  value: Value,
  place: number,
): RawBuilder<unknown> {
  const at = (index: number): RawBuilder<Bindable> => sealed(value(`c${place}_${index}`), "text");
  switch (condition.kind) {
    case "is":
      return sql`${column} = ${at(0)}`;
    case "in":
      return sql`${column} in (${sql.join(condition.values.map((_, index) => at(index)))})`;
    case "none":
      return sql`${column} = ''`;
    case "some":
      return sql`${column} is not null`;
    case "span":
      return sql`${column} > ${at(0)} and ${column} <= ${at(1)}`;
  }
}
