import type { Kysely, RawBuilder } from "kysely";
import { z } from "zod";
import type { Look } from "./browse-look";
import type { Condition } from "./browse-plan";
import { beyond, edge, find, pick, sift, sortFew } from "./browse-selects";
import type { BrowseValues, Value } from "./browse-words";
import type { Tables } from "./schema";
import { compileStatement, type Statement } from "./statement";

const FoundRow = z.object({
  tenant_id: z.string(),
  number: z.coerce.number(),
  key: z.string(),
  document: z.string(),
});
const EdgeRow = z.object({ number: z.coerce.number(), key: z.string() });
const SeenRow = z.object({ number: z.coerce.number() });

/** A record of a list; `key` is what the list is sorted by, empty where there is none. */
export type FoundRow = z.infer<typeof FoundRow>;
/** How far was looked. */
export type EdgeRow = z.infer<typeof EdgeRow>;

/** All of them, for one database. */
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
