import type { Outcome } from "./commit-queue";
import { explainSqlite, type SqliteConnection } from "./sqlite-connection";
import type { RunSteps } from "./sqlite-run";
import type { Steps } from "./statement";
import type { SaveResult } from "./store";

type Outcomes = readonly Outcome<SaveResult>[];

/**
 * Makes the function that saves several changes in one transaction, each in a savepoint of its own: one that
 * is repeated, meets a conflict or fails leaves the others alone. It never throws. Only when the transaction
 * as a whole fails do all of them get the error.
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

  function abandon(): void {
    if (database.inTransaction) rollback.run();
  }

  return (changes) => {
    try {
      abandon();
      begin.run();
      const outcomes = changes.map(saveOne);
      commit.run();
      return outcomes;
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
