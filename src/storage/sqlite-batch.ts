import type { Outcome } from "./commit-queue";
import { explainSqlite, type SqliteConnection } from "./sqlite-connection";
import type { RunSteps } from "./sqlite-run";
import { createSavepoint, createTransaction, type SqliteTransaction } from "./sqlite-transaction";
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
  connection: SqliteConnection,
  run: RunSteps,
  save: (change: Change) => Steps<SaveResult>,
): (changes: readonly Change[]) => Outcomes {
  const transaction = createTransaction(connection);
  const saveOne = (change: Change): SaveResult => run(save(change));
  const saveTogether = createSaveTogether(transaction, saveOne);
  const saveOneByOne = createSaveOneByOne(connection, transaction, saveOne);

  return (changes) => {
    try {
      transaction.abandon();
      return saveTogether(changes) ?? saveOneByOne(changes);
    } catch (cause) {
      const error = explainSqlite(connection.place, "written", cause);
      try {
        transaction.abandon();
      } catch {
        // The next batch tries it again before it begins; the error to tell is the first one.
      }
      return changes.map(() => ({ error }));
    }
  };
}

/** The first way; null when one of them may not stay: then nothing of them is kept. */
function createSaveTogether<Change>(
  transaction: SqliteTransaction,
  saveOne: (change: Change) => SaveResult,
): (changes: readonly Change[]) => Outcomes | null {
  return (changes) => {
    transaction.begin();
    try {
      const outcomes: Outcome<SaveResult>[] = [];
      for (const change of changes) {
        const result = saveOne(change);
        if (result.kind !== "saved") return null;
        outcomes.push({ result });
      }
      transaction.commit();
      return outcomes;
    } catch {
      // Which one it was, and what the others then come to, the second way finds out.
      return null;
    } finally {
      transaction.abandon();
    }
  };
}

/** The second way: what may not stay is left out alone. */
function createSaveOneByOne<Change>(
  connection: SqliteConnection,
  transaction: SqliteTransaction,
  saveOne: (change: Change) => SaveResult,
): (changes: readonly Change[]) => Outcomes {
  const savepoint = createSavepoint(connection);

  function trySave(change: Change): Outcome<SaveResult> {
    savepoint.begin();
    try {
      const result = saveOne(change);
      if (result.kind === "saved") savepoint.keep();
      else savepoint.leaveOut();
      return { result };
    } catch (cause) {
      // A full disk and its like end the whole transaction: then nothing of the batch is saved.
      if (!transaction.isOpen()) throw cause;
      savepoint.leaveOut();
      return { error: explainSqlite(connection.place, "written", cause) };
    }
  }

  return (changes) => {
    transaction.begin();
    const outcomes = changes.map(trySave);
    transaction.commit();
    return outcomes;
  };
}
