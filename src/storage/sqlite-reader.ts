import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { StorageError } from "../errors";
import { createStore } from "./create-store";
import type { Tables } from "./schema";
import { applicationId, explainSqlite } from "./sqlite-connection";
import { createSearchSteps } from "./search-steps";
import { createRunSteps } from "./sqlite-run";
import { sqliteSearch } from "./sqlite-search";
import type { Store } from "./store";

/** The part of the store a report needs. */
export type StoreReader = Pick<Store, "exportRecords" | "listDeliveries" | "listErasures" | "close">;

/**
 * Opens a data file for reading beside the running program, which keeps writing: everything is read from the one
 * state of the moment of opening. Throws a StorageError when there is no such file or it is not ours.
 */
export function openSqliteReader({ file }: { readonly file: string }): StoreReader {
  const place = `the data file ${file}`;
  if (!existsSync(file))
    throw new StorageError(`${place} does not exist: check DATA_DIR, or start the bot once`);
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    if (database.pragma("application_id", { simple: true }) !== applicationId) {
      throw new StorageError(`${place} is not a database of this program: check DATA_DIR`);
    }
    // Left open until the end, so that a long export shows no half of what is written meanwhile.
    database.exec("BEGIN");
    const run = createRunSteps(database);
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    return createStore(
      {
        read: (_scope, start) => Promise.resolve().then(() => run(start())),
        write: () => Promise.reject(new StorageError(`${place} is open for reading only`)),
        save: () => Promise.reject(new StorageError(`${place} is open for reading only`)),
        close: () => Promise.resolve(database.close()).then(() => undefined),
      },
      db,
      "none",
      createSearchSteps(db, sqliteSearch),
    );
  } catch (cause) {
    database.close();
    throw explainSqlite(place, "read", cause);
  }
}
