import { type Kysely, type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Condition, FilterColumn, Line } from "./browse-plan";
import type { Tables } from "./schema";
import { type Bindable, compileStatement, type Placeholder, sealed, type Statement } from "./statement";

const FoundRow = z.object({
  tenant_id: z.string(),
  number: z.coerce.number(),
  key: z.string(),
  document: z.string(),
});
const EdgeRow = z.object({ number: z.coerce.number(), key: z.string() });
const SeenRow = z.object({ number: z.coerce.number() });

export type FoundRow = z.infer<typeof FoundRow>;
export type EdgeRow = z.infer<typeof EdgeRow>;

/** Values of conditions are bound by their places: `c0`, `c1_0`. */
export type BrowseValues = Readonly<Record<string, string | number>>;
type Value = Placeholder<BrowseValues>;

/** What one statement looks for: along an index by `driver`, if there is one, and past all `others`. */
export interface Look {
  readonly driver: Condition | null;
  readonly others: readonly Condition[];
  readonly line: Line;
  /** Whether it goes on behind a place. */
  readonly isContinued: boolean;
}

/** Whether an index tells all the others, so that looking along it costs little. */
export function isToldWhole(look: Pick<Look, "driver" | "others" | "line">): boolean {
  return look.others.every(({ column }) => toldBy(look).includes(column));
}

export type BrowseStatements = ReturnType<typeof createBrowseStatements>;

/** Gives the statements of lists, each compiled when it is first asked for: one for all could use no index. */
export function createBrowseStatements(db: Kysely<Tables>) {
  const known = new Map<string, Statement<BrowseValues, unknown>>();
  const remember = <Row>(
    id: string,
    row: z.ZodType<Row>,
    build: (value: Value) => RawBuilder<unknown>,
  ): Statement<BrowseValues, Row> => {
    const compile = () =>
      compileStatement<BrowseValues, unknown>(z.unknown(), (value) => ({
        compile: () => build(value).compile(db),
      }));
    const statement = known.get(id) ?? compile();
    known.set(id, statement);
    return { ...statement, read: (given) => row.parse(given) };
  };
  return {
    /** A record, where a condition leaves more than so many: passing over them costs less than counting them. */
    beyond: (driver: Condition) =>
      remember(`beyond ${shapeOf(driver)}`, SeenRow, (value) => beyond(driver, value)),
    /** All that the driver leaves, sorted: for few. */
    sort: (look: Look) => remember(`sort ${nameOf(look)}`, FoundRow, (value) => sortFew(look, value)),
    /** The records that come next along the index. */
    find: (look: Look) => remember(`find ${nameOf(look)}`, FoundRow, (value) => find(look, value)),
    /** Of the records along the index up to a place the first that fit, where the index tells it of all of them. */
    pick: (look: Look) => remember(`pick ${nameOf(look)}`, FoundRow, (value) => pick(look, value)),
    /** Of the next so many records along the index those that fit. */
    sift: (look: Look) => remember(`sift ${nameOf(look)}`, FoundRow, (value) => sift(look, value)),
    /** The last of so many. */
    edge: (look: Look) => remember(`edge ${nameOf(look)}`, EdgeRow, (value) => edge(look, value)),
  };
}

/** The values of a look; `window` is how many records are looked at, `limit` how many are wanted. */
export function bindLook(
  { driver, others }: Pick<Look, "driver" | "others">,
  more: BrowseValues,
): BrowseValues {
  const conditions = driver === null ? others : [driver, ...others];
  const entries = conditions.flatMap((condition, place) =>
    valuesOf(condition).map((value, index) => [`c${place}_${index}`, value] as const),
  );
  return { ...Object.fromEntries(entries), ...more };
}

function valuesOf(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case "is":
      return [condition.value];
    case "in":
      return condition.values;
    case "none":
    case "some":
      return [];
    case "span":
      return [condition.from, condition.until];
  }
}

function shapeOf(condition: Condition): string {
  const size = condition.kind === "in" ? condition.values.length : "";
  return `${condition.column} ${condition.kind} ${size}`;
}

function nameOf({ driver, others, line, isContinued }: Look): string {
  const shapes = [driver === null ? "all" : shapeOf(driver), ...others.map(shapeOf)];
  return [line.key, line.isRising, isContinued, ...shapes].join();
}

function beyond(driver: Condition, value: Value) {
  return sql`select number from records where ${ofTenant(value)} and ${holds(driver, value)}
    limit 1 offset ${value("limit")}`;
}

function find(look: Look, value: Value) {
  return sql`select ${found(look.line)} from records where ${along(look, value)}
    order by ${inLine(look.line)} limit ${value("limit")}`;
}

function edge(look: Look, value: Value) {
  return sql`select number, ${keyOf(look.line)} as key from records where ${along(look, value)}
    order by ${inLine(look.line)} limit 1 offset ${value("window")}`;
}

/** Of the next so many records along the index those that fit. */
function sift(look: Look, value: Value) {
  const { line } = look;
  const seen = sql`select ${seenColumns(look)} from records where ${along(look, value)}
    order by ${inLine(line)} limit ${value("window")}`;
  return fetchFitting(look, value, seen, sql``);
}

/** Stops at the last that is wanted: what is looked up are its records and no others. */
function pick(look: Look, value: Value) {
  const { line } = look;
  const fitting = sql`select tenant_id as seen_tenant, number as seen_number, ${keyOf(line)} as seen_key
    from records where ${along(look, value)} and ${isWithin(line, value)} and ${fitsAll(look, value, () => true, "")}
    order by ${inLine(line)} limit ${value("limit")}`;
  return sql`select tenant_id, number, seen_key as key, document from (${fitting}) as fitting cross join records
    where tenant_id = seen_tenant and number = seen_number order by ${inSeen(line)}`;
}

/** All that the driver leaves, sorted: no order is asked for before, so that no engine walks its index instead of the few. */
function sortFew(look: Look, value: Value) {
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

/** Columns that stand in every index of a list behind its order (migrations/0038-list-columns.ts). */
const toldByAll = ["state", "severity", "product", "outcome"] as const satisfies readonly FilterColumn[];

/** The columns an index tells of without its record. */
function toldBy({ driver, line }: Pick<Look, "driver" | "line">): readonly FilterColumn[] {
  const isOfDues = driver?.kind === "some";
  return (driver === null || isOfDues) && line.key === "updated_at" ? [...toldByAll, "due_at"] : toldByAll;
}

function seenColumns(look: Look): RawBuilder<unknown> {
  const told = toldBy(look).map((column) => sql`${sql.ref(column)} as ${sql.ref(`seen_${column}`)}`);
  return sql`tenant_id as seen_tenant, number as seen_number, ${keyOf(look.line)} as seen_key, ${sql.join(told)}`;
}

/** The tenant's records from behind the place on, along the index of the order. */
function along({ driver, line, isContinued }: Look, value: Value): RawBuilder<unknown> {
  const all = driver === null ? ofTenant(value) : sql`${ofTenant(value)} and ${holds(driver, value)}`;
  if (!isContinued) return all;
  return sql`${all} and ${isBehind(sql.ref(line.key), sql.ref("number"), line, value)}`;
}

function ofTenant(value: Value): RawBuilder<unknown> {
  return sql`tenant_id = ${sealed(value("tenantId"), "text")}`;
}

function isBehind(
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
function isWithin({ isRising, key }: Line, value: Value): RawBuilder<unknown> {
  const sign = sql.raw(isRising ? "<=" : ">=");
  const place = sealed(value("lastNumber"), "integer");
  if (key === "number") return sql`number ${sign} ${place}`;
  return sql`(${sql.ref(key)}, number) ${sign} (${sealed(value("lastKey"), "text")}, ${place})`;
}

function inSeen({ key, isRising }: Line): RawBuilder<unknown> {
  const direction = sql.raw(isRising ? "asc" : "desc");
  return key === "number"
    ? sql`seen_number ${direction}`
    : sql`seen_key ${direction}, seen_number ${direction}`;
}

function inLine({ key, isRising }: Line): RawBuilder<unknown> {
  const direction = sql.raw(isRising ? "asc" : "desc");
  return key === "number" ? sql`number ${direction}` : sql`${sql.ref(key)} ${direction}, number ${direction}`;
}

function found(line: Line): RawBuilder<unknown> {
  return sql`tenant_id, number, ${keyOf(line)} as key, document`;
}

/** What is not there counts as an empty text, in every engine. */
function keyOf({ key }: Line): RawBuilder<unknown> {
  return key === "number" ? sql`''` : sql`coalesce(${sql.ref(key)}, '')`;
}

/** The condition as an index can be asked for it; the driver's values are the first. */
function holds(condition: Condition, value: Value): RawBuilder<unknown> {
  return compare(sql.ref(condition.column), condition, value, 0);
}

/** Some of the others as questions to what was found by another way; no engine takes them for ways of their own. */
function fitsAll(
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
