import type { Outcome } from "./commit-queue";
import { explainSqlite, type SqliteConnection } from "./sqlite-connection";
import type { RunSteps } from "./sqlite-run";
import type { Steps } from "./statement";
import type { SaveResult } from "./store";

type Outcomes = readonly Outcome<SaveResult>[];

/**
 * Makes the function that saves several changes in one transaction: one that is repeated, meets a conflict or fails
 * leaves the others alone. That is rare, and savepoints take as long as what is saved: so all are tried together
 * first, and only where one of them may not stay, all again, each in a savepoint of its own. `save` therefore makes the
 * steps of a change anew each time. It never throws. Only when the transaction as a whole fails do all get the error.
 */
export function createSaveBatch<Change>(
  { database, place }: SqliteConnection,
  run: RunSteps,
  save: (change: Change) => Steps<SaveResult>,
): (changes: readonly Change[]) => Outcomes {
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  const rollback = database.prepare("ROLLBACK");
  const savepoint = database.prepare("SAVEPOINT turn");
  const release = database.prepare("RELEASE turn");
  const undo = database.prepare("ROLLBACK TO turn");
  let isBegun = false;

  /** Null when one of them may not stay: then nothing of them is kept. */
  function saveTogether(changes: readonly Change[]): Outcomes | null {
    beginAnew();
    try {
      const outcomes: Outcome<SaveResult>[] = [];
      for (const change of changes) {
        const result = run(save(change));
        if (result.kind !== "saved") return null;
        outcomes.push({ result });
      }
      end();
      return outcomes;
    } catch {
      // Which one it was, and what the others then come to, the second way finds out.
      return null;
    } finally {
      abandon();
    }
  }

  function saveOneByOne(changes: readonly Change[]): Outcomes {
    beginAnew();
    const outcomes = changes.map(saveOne);
    end();
    return outcomes;
  }

  function leaveOut(): void {
    undo.run();
    release.run();
  }

  function saveOne(change: Change): Outcome<SaveResult> {
    savepoint.run();
    try {
      const result = run(save(change));
      if (result.kind === "saved") release.run();
      else leaveOut();
      return { result };
    } catch (cause) {
      // A full disk and its like end the whole transaction: then nothing of the batch is saved.
      if (!database.inTransaction) throw cause;
      leaveOut();
      return { error: explainSqlite(place, "written", cause) };
    }
  }

  function beginAnew(): void {
    isBegun = true;
    begin.run();
  }

  function end(): void {
    commit.run();
    isBegun = false;
  }

  /** The library is only asked where something went wrong: asking takes as long as a statement. */
  function abandon(): void {
    if (isBegun && database.inTransaction) rollback.run();
    isBegun = false;
  }

  return (changes) => {
    try {
      abandon();
      return saveTogether(changes) ?? saveOneByOne(changes);
    } catch (cause) {
      const error = explainSqlite(place, "written", cause);
      try {
        abandon();
      } catch {
        // The next batch tries it again before it begins; the error to tell is the first one.
      }
      return changes.map(() => ({ error }));
    }
  };
}
