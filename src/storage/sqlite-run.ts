import type { Database, Statement } from "better-sqlite3";
import type { Step, StepResult, Steps } from "./statement";

/** Runs steps to their end, without leaving the tick, over statements prepared once. */
export type RunSteps = <Result>(steps: Steps<Result>) => Result;

/** Makes the runner of a connection. */
export function createRunSteps(database: Database): RunSteps {
  const prepared = new Map<string, Statement>();

  function prepare(sql: string): Statement {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  }

  return (steps) => {
    let step = steps.next();
    while (step.done !== true) step = steps.next(execute(prepare(step.value.sql), step.value));
    return step.value;
  };
}

function execute(statement: Statement, { parameters }: Step): StepResult {
  if (statement.reader) {
    const rows = statement.all(...parameters);
    return { rows, changed: rows.length };
  }
  return { rows: [], changed: statement.run(...parameters).changes };
}
