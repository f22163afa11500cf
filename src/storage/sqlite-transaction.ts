import type { SqliteConnection } from "./sqlite-connection";

/** The transaction of a connection: one at a time, its statements prepared once. */
export interface SqliteTransaction {
  begin(): void;
  commit(): void;
  /** Takes back what was begun and not committed; nothing where there is none. */
  abandon(): void;
  /** False once a failure has ended the whole transaction, as a full disk does. */
  isOpen(): boolean;
}

/** Makes it; nothing is begun yet. */
export function createTransaction({ database }: Pick<SqliteConnection, "database">): SqliteTransaction {
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  const rollback = database.prepare("ROLLBACK");
  let isBegun = false;
  return {
    begin() {
      isBegun = true;
      begin.run();
    },
    commit() {
      commit.run();
      isBegun = false;
    },
    // The library is only asked where something went wrong: asking takes as long as a statement.
    abandon() {
      if (isBegun && database.inTransaction) rollback.run();
      isBegun = false;
    },
    isOpen: () => database.inTransaction,
  };
}

/** A part of a transaction that can be taken back alone. */
interface Savepoint {
  begin(): void;
  keep(): void;
  leaveOut(): void;
}

/** Makes it; one at a time. */
export function createSavepoint({ database }: Pick<SqliteConnection, "database">): Savepoint {
  const savepoint = database.prepare("SAVEPOINT turn");
  const release = database.prepare("RELEASE turn");
  const undo = database.prepare("ROLLBACK TO turn");
  return {
    begin() {
      savepoint.run();
    },
    keep() {
      release.run();
    },
    leaveOut() {
      undo.run();
      release.run();
    },
  };
}
