import { mkdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import Database from "better-sqlite3";
import { StorageError } from "../errors";
import { sqliteCode } from "./sqlite-code";
import { lockDataFile } from "./sqlite-lock";

/** An open data file that no other process has open. */
export interface SqliteConnection {
  readonly database: Database.Database;
  /** The file as errors name it. */
  readonly place: string;
  close(): void;
}

/** How long a write waits for a tool that is reading or copying the file. */
const busyTimeoutMs = 2000;

/** Marks a data file as made by this program: "PSUP". */
export const applicationId = 0x50535550;

/** Keeps the data file for the threads of this process, until the returned function is called or the process ends. */
export function holdDataFile(file: string): () => void {
  return lockDataFile(prepareFile(file));
}

/**
 * Opens the data file for this process alone, and makes it and its directory where they are missing. `isHeld`: the process
 * has seen to it that it is alone (`holdDataFile`).
 */
export function openConnection(file: string, isHeld = false): SqliteConnection {
  if (file === ":memory:") return openMemory();
  const path = prepareFile(file);
  const place = `the data file ${path}`;
  const unlock = isHeld ? () => undefined : lockDataFile(path);
  try {
    const database = openDatabase(path, place);
    return {
      database,
      place,
      close: () => {
        database.close();
        unlock();
      },
    };
  } catch (cause) {
    unlock();
    throw explainSqlite(place, "opened", cause);
  }
}

function openMemory(): SqliteConnection {
  const place = "the database in memory";
  const database = openDatabase(":memory:", place);
  return { database, place, close: () => database.close() };
}

function prepareFile(file: string): string {
  const path = makeReachable(resolve(file));
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return path;
  throw new StorageError(`the data file ${path} cannot be opened: it is a directory; name a file in it`);
}

/** Makes the directory and follows links, so that two names of one file meet at one lock. */
function makeReachable(path: string): string {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return followLinks(path);
  } catch (cause) {
    throw new StorageError(
      `the data file ${path} cannot be opened, because its directory cannot be made or read: check the path ` +
        "and the rights of this program",
      { cause },
    );
  }
}

function followLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // The file does not exist yet, its directory does.
    return join(realpathSync(dirname(path)), basename(path));
  }
}

function openDatabase(path: string, place: string): Database.Database {
  const database = new Database(path, { timeout: busyTimeoutMs });
  try {
    checkOwner(database, place);
    database.pragma("journal_mode = WAL");
    // After WAL, which comes with a laxer default: an answered turn must survive a loss of power.
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    // What a savepoint may have to take back is noted in memory, not in a file: a third more records per second.
    database.pragma("temp_store = MEMORY");
    // In pages, 16 MB. Carrying the log over into the file holds up the commit that does it for some ten times as long as
    // another; after every 1,000 pages, as is usual, that was a third of what all commits took.
    database.pragma("wal_autocheckpoint = 4000");
    // In KiB. What lists and searches begin with stays in memory, also where there are a million cases.
    database.pragma("cache_size = -65536");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Before anything is written: even the journal mode would be a change to what is not ours. */
function checkOwner(database: Database.Database, place: string): void {
  if (database.pragma("application_id", { simple: true }) === applicationId) return;
  if (database.prepare("select 1 from sqlite_schema").get() === undefined) return;
  throw new StorageError(`${place} holds the tables of another program: name another data file`);
}

const advice: ReadonlyMap<string, string> = new Map([
  ["SQLITE_NOTADB", "it is not a database of this program; name another data file or move this one away"],
  ["SQLITE_CORRUPT", "it is damaged; put back a backup"],
  ["SQLITE_CANTOPEN", "check that the path names a file and that this program may read and write it"],
  ["SQLITE_READONLY", "give this program the right to write the file and its directory"],
  ["SQLITE_PERM", "give this program the right to write the file and its directory"],
  ["SQLITE_FULL", "make room on the disk"],
  ["SQLITE_IOERR", "check the disk and the rights of the directory"],
  ["SQLITE_BUSY", "another program is writing to it; end that program or let it finish"],
]);

/** Turns whatever the engine threw into an error that names the file and says what to do. */
export function explainSqlite(
  place: string,
  verb: "opened" | "read" | "written",
  cause: unknown,
): StorageError {
  if (cause instanceof StorageError) return cause;
  const code = sqliteCode(cause);
  // Extended codes have the general one in front: SQLITE_READONLY_DIRECTORY.
  const known = [...advice].find(([general]) => code === general || code.startsWith(`${general}_`));
  const hint = known?.[1] ?? "the cause of this error says what is wrong";
  return new StorageError(`${place} cannot be ${verb}${code === "" ? "" : ` (${code})`}: ${hint}`, { cause });
}
