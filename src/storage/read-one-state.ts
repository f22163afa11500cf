import type { Database } from "better-sqlite3";
import type { RunSteps } from "./sqlite-run";
import type { Step, Steps } from "./statement";

/** Runs a read to its end; it may be begun anew. */
export type ReadSteps = <Result>(start: () => Steps<Result>) => Result;

/**
 * Several statements see one state of what other threads write meanwhile. One statement does so by itself, and most
 * reads are one: only a read that has a second begins again in a transaction. What it began with is remembered, so that
 * the next such read begins in one and runs nothing twice.
 */
export function createReadOneState(database: Database, run: RunSteps): ReadSteps {
  const begin = database.prepare("BEGIN");
  const end = database.prepare("COMMIT");
  const continued = new Set<string>();

  function runTogether<Result>(steps: Steps<Result>): Result {
    begin.run();
    try {
      return run(steps);
    } finally {
      if (database.inTransaction) end.run();
    }
  }

  return (start) => {
    const steps = start();
    const first = steps.next();
    if (first.done === true) return first.value;
    const { sql } = first.value;
    if (continued.has(sql)) return runTogether(goOn(steps, first.value));
    const alone = run(onlyOne(steps, first.value));
    if (alone !== null) return alone.result;
    continued.add(sql);
    return runTogether(start());
  };
}

/** The steps from one they have yielded on. */
function* goOn<Result>(steps: Steps<Result>, step: Step): Steps<Result> {
  let next = steps.next(yield step);
  while (next.done !== true) next = steps.next(yield next.value);
  return next.value;
}

/** Null when another statement follows, which is not run. */
function* onlyOne<Result>(steps: Steps<Result>, step: Step): Steps<{ readonly result: Result } | null> {
  const then = steps.next(yield step);
  return then.done === true ? { result: then.value } : null;
}
