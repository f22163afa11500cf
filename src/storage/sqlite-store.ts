import { Kysely, SqliteDialect, sql } from "kysely";
import { StorageError } from "../errors";
import { compileAbandoned } from "./claim-statements";
import { type CommitQueue, createCommitQueue } from "./commit-queue";
import { createStore } from "./create-store";
import type { Engine } from "./engine";
import { migrate, type SchemaDialect } from "./migrate";
import { type Measure, measurePlainly } from "./save-facts";
import { createAnswerSteps } from "./answer-steps";
import { createFileSteps } from "./settle-file";
import { createSaveTurn } from "./save-turn";
import { createReadOneState, type ReadSteps } from "./read-one-state";
import type { Tables } from "./schema";
import { createSearchSteps } from "./search-steps";
import { createSaveBatch } from "./sqlite-batch";
import { applicationId, explainSqlite, openConnection, type SqliteConnection } from "./sqlite-connection";
import { createRunSteps, type RunSteps } from "./sqlite-run";
import { sqliteSearch } from "./sqlite-search";
import { changeRows, type Steps } from "./statement";
import type { SaveResult, Store } from "./store";
import type { ThreadLock } from "./thread-lock";

/** How several threads of one process share a data file, which the process holds (`holdDataFile`). */
export interface SharedFile {
  /** Whether this thread prepares the file: no other has opened it, and none does before it is open here. */
  readonly isFirst: boolean;
  readonly lock: ThreadLock;
}

/** Which data file, or ":memory:". */
export interface SqliteOptions {
  readonly file: string;
  /** How a case that is saved is measured for reports; absent: by plain weekdays and the verdict's own times. */
  readonly measure?: Measure;
  /** Absent: the file is this store's alone, and nobody else can open it. */
  readonly shared?: SharedFile;
}

/**
 * Opens the embedded database: one file, one process. The file and its directory are made when missing;
 * ":memory:" keeps everything in memory. Throws a StorageError that says what to do when it cannot be used.
 */
export async function openSqliteStore({
  file,
  measure = measurePlainly,
  shared,
}: SqliteOptions): Promise<Store> {
  const connection = openConnection(file, shared !== undefined);
  try {
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection.database }) });
    const run = createRunSteps(connection.database);
    const search = createSearchSteps(db, sqliteSearch);
    if (shared === undefined || shared.isFirst) {
      await migrateAtOnce(connection, db);
      refreshAtOnce(connection, () => {
        run(search.refresh());
      });
      endAllLeases(db, run);
    }
    const saveTurn = createSaveTurn(db, "none", search, measure);
    const engine = createEngine(connection, saveTurn, run, shared?.lock);
    return createStore(engine, db, "none", search, measure);
  } catch (cause) {
    connection.close();
    throw explainSqlite(connection.place, "opened", cause);
  }
}

/** Nobody has the file open yet: whatever somebody held before is in nobody's hands now. */
function endAllLeases(db: Kysely<Tables>, run: RunSteps): void {
  run(changeRows(compileAbandoned(db).endAllLeases, {}));
  run(createFileSteps(db, "none").endAllLeases());
  run(createAnswerSteps(db).endAllLeases());
}

/** Kysely's migrator opens no transaction on SQLite; half a schema after a crash would be beyond repair. */
async function migrateAtOnce({ database, place }: SqliteConnection, db: Kysely<Tables>): Promise<void> {
  database.exec("BEGIN IMMEDIATE");
  // A write even when nothing is to be migrated: a file that may only be read fails now, not at the first turn.
  database.pragma(`application_id = ${applicationId}`);
  await migrate(db, sqliteSchema, place);
  database.exec("COMMIT");
}

/** What SQLite adds to the common schema. It takes one write at a time, which is order enough. */
export const sqliteSchema: SchemaDialect = {
  protectHistory,
  orderDeliveries: () => Promise.resolve(),
  search: sqliteSearch,
  openHistory,
  // There are none: a data file is read by this program alone.
  rewordPolicies: () => Promise.resolve(),
};

/** All of the index or nothing: half of it would find half of the cases for good. */
function refreshAtOnce({ database }: SqliteConnection, refresh: () => void): void {
  database.transaction(refresh).immediate();
}

/** The insert is checked too, because INSERT OR REPLACE removes a row without asking the other triggers. */
async function protectHistory(db: Kysely<unknown>): Promise<void> {
  const refuse = sql`select raise(abort, 'history is only ever appended to')`;
  await sql`create trigger history_no_update before update on history begin ${refuse}; end`.execute(db);
  await sql`create trigger history_no_delete before delete on history begin ${refuse}; end`.execute(db);
  await sql`create trigger history_only_next before insert on history when new.seq is not (
    select coalesce(max(seq), 0) + 1 from history where tenant_id = new.tenant_id and number = new.number
  ) begin ${refuse}; end`.execute(db);
}

/** What an erasing may change, in the transaction that has noted its tenant: who, and what they wrote. */
async function openHistory(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger history_no_update`.execute(db);
  await sql`create trigger history_no_update before update on history when not exists (
      select 1 from erasing where tenant_id = old.tenant_id
    ) or new.tenant_id is not old.tenant_id or new.number is not old.number or new.seq is not old.seq
      or new.at is not old.at or new.field is not old.field or new.revision is not old.revision
    begin select raise(abort, 'history is only ever appended to'); end`.execute(db);
}

function createEngine(
  connection: SqliteConnection,
  saveTurn: ReturnType<typeof createSaveTurn>,
  run: RunSteps,
  lock: ThreadLock | undefined,
): Engine {
  const save = (change: () => Steps<SaveResult>): Steps<SaveResult> => change();
  const queue = createCommitQueue(createSaveBatch(connection, run, save), lock);
  // Alone, nobody can write between two statements of the same tick.
  const read: ReadSteps =
    lock === undefined ? (start) => run(start()) : createReadOneState(connection.database, run);

  let isOpen = true;

  function checkOpen(): void {
    if (isOpen) return;
    throw new StorageError(`${connection.place} is closed: the program is stopping`);
  }

  return {
    read: (_scope, start) =>
      answer(() => {
        checkOpen();
        try {
          return read(start);
        } catch (cause) {
          throw explainSqlite(connection.place, "read", cause);
        }
      }),
    save: (change) =>
      answer(() => {
        checkOpen();
        return queue.push(() => saveTurn(change));
      }),
    write: (_scope, start) => answer(() => pushSteps(checkOpen, queue, start)),
    close: () =>
      answer(() => {
        if (!isOpen) return;
        queue.flush();
        isOpen = false;
        connection.close();
      }),
  };
}

type Queue = CommitQueue<() => Steps<SaveResult>, SaveResult>;

/** Lets any steps share the commit of the turns that wait. */
async function pushSteps<Result>(
  checkOpen: () => void,
  queue: Queue,
  start: () => Steps<Result>,
): Promise<Result> {
  checkOpen();
  let made: { readonly result: Result } | undefined;
  await queue.push(function* () {
    // What was made before is taken back whenever this begins anew.
    made = { result: yield* start() };
    return { kind: "saved", record: null };
  });
  if (made === undefined) throw new StorageError("a change was not made");
  return made.result;
}

/** The database answers in the same tick; what it throws still has to be a rejection. */
function answer<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
