import { type Compilable, type RawBuilder, sql } from "kysely";
import type { z } from "zod";

/** The only kinds of value all engines bind alike. */
export type Bindable = string | number | null;

/** A query compiled once, for the engine's dialect, and run with other values each time. */
export interface Statement<Values, Row> {
  readonly sql: string;
  /** Throws when a row is not what the statement was said to give. */
  readonly read: (row: unknown) => Row;
  bind(values: Values): readonly Bindable[];
  /** As of its steps. */
  readonly isPlannedAnew?: boolean;
}

/** What an engine is asked to run, and what it answers. */
export interface Step {
  readonly sql: string;
  readonly parameters: readonly Bindable[];
  /**
   * An engine that keeps plans makes one for these very values: the one that is best for any would be far from it, or
   * the statement comes only once.
   */
  readonly isPlannedAnew?: boolean;
}
/** Rows as the engine gives them; only the statement knows what they are. */
export interface StepResult {
  readonly rows: readonly unknown[];
  /** How many rows the statement inserted or updated. */
  readonly changed: number;
}

/**
 * A unit of work written once for all engines: it yields statements and is given their results. An embedded
 * engine runs it without leaving the event loop's tick, a remote one awaits every step in a transaction.
 */
export type Steps<Result> = Generator<Step, Result, StepResult>;

/** Names a value that is bound when the statement runs. */
export type Placeholder<Values> = <Name extends keyof Values>(name: Name) => RawBuilder<Values[Name]>;

/** Compiles a query with placeholders: building it anew for each run would cost more than running it. */
export function compileStatement<Values extends { readonly [Name in keyof Values]: Bindable }, Row>(
  row: z.ZodType<Row>,
  build: (value: Placeholder<Values>) => Compilable,
): Statement<Values, Row> {
  const takers = new Map<unknown, (values: Values) => Bindable>();
  const query = build((name) => {
    const marker = { placeholder: name };
    takers.set(marker, (values) => values[name]);
    return sql`${marker}`;
  }).compile();
  const order = query.parameters.map((parameter) => {
    const take = takers.get(parameter);
    if (take === undefined) throw new TypeError(`a value is written into the statement: ${query.sql}`);
    return take;
  });
  return {
    sql: query.sql,
    read: (given) => row.parse(given),
    bind: (values) => order.map((take) => take(values)),
  };
}

/** The same statement, planned for its values each time. */
export function plannedAnew<Values, Row>(statement: Statement<Values, Row>): Statement<Values, Row> {
  return { ...statement, isPlannedAnew: true };
}

/** Runs a statement for its rows. */
export function* selectRows<Values, Row>(
  statement: Statement<Values, Row>,
  values: Values,
): Steps<readonly Row[]> {
  const { sql, isPlannedAnew = false } = statement;
  const { rows } = yield { sql, parameters: statement.bind(values), isPlannedAnew };
  return rows.map(statement.read);
}

/** Runs a statement for what it changes and tells whether it changed anything. */
export function* changeRows<Values>(statement: Statement<Values, unknown>, values: Values): Steps<boolean> {
  const { changed } = yield { sql: statement.sql, parameters: statement.bind(values) };
  return changed > 0;
}

/**
 * A value the planner does not look into. For a statement that sorts or takes a maximum, SQLite plans anew
 * whenever a value is bound to a bare comparison or limit, which takes several times as long as running it.
 */
export function sealed<Value>(value: RawBuilder<Value>, type: "text" | "integer"): RawBuilder<Value> {
  return sql`cast(${value} as ${sql.raw(type)})`;
}

/** A word of our own in a statement; `compileStatement` takes no other values. */
export function word<Word extends string>(text: Word): RawBuilder<Word> {
  return sql.lit(text);
}
