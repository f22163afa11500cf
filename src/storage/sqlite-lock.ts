import Database from "better-sqlite3";
import { StorageError } from "../errors";
import { sqliteCode } from "./sqlite-code";

/** Long enough that of two programs started at the same moment one gets the lock, not none. */
const lockTimeoutMs = 200;

/**
 * Keeps every other opener off a data file, in this process and in others, until the returned function is
 * called or the process ends in whatever way: the lock belongs to the open file, not to a note left on disk.
 * It is taken on an empty database beside the data, so that a backup tool can still read the data itself.
 */
export function lockDataFile(file: string): () => void {
  const lockFile = `${file}.lock`;
  const lock = openLockFile(lockFile, file);
  try {
    // Without this, an empty journal would be left behind by a killed process.
    lock.pragma("journal_mode = MEMORY");
    lock.exec("BEGIN EXCLUSIVE");
    // On a file it may only read, SQLite begins without a lock and without a word; only a write tells.
    lock.exec("PRAGMA user_version = 1");
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw refuseLockFile(lockFile, file, cause);
    throw new StorageError(
      `the data file ${file} is already open in a running program: stop that one first, or give this one ` +
        "a data file of its own",
      { cause },
    );
  }
  return () => {
    lock.close();
  };
}

function openLockFile(lockFile: string, file: string): Database.Database {
  try {
    return new Database(lockFile, { timeout: lockTimeoutMs });
  } catch (cause) {
    throw refuseLockFile(lockFile, file, cause);
  }
}

function refuseLockFile(lockFile: string, file: string, cause: unknown): StorageError {
  return new StorageError(
    `the data file ${file} cannot be opened, because ${lockFile} beside it cannot be written: give this program ` +
      "the right to write that file and in its directory, or name another data file",
    { cause },
  );
}

function isBusy(error: unknown): boolean {
  return sqliteCode(error).startsWith("SQLITE_BUSY");
}
