import type { DatabaseAddress } from "./database-address";
import { openPostgresReader } from "./postgres-reader";
import { openPostgresStore } from "./postgres-store";
import { openSqliteReader, type StoreReader } from "./sqlite-reader";
import { openSqliteStore, type SharedFile } from "./sqlite-store";
import { type Measure, measurePlainly } from "./save-facts";
import type { Store } from "./store";

/** How several threads of one process share a database. */
export interface SharedDatabase extends SharedFile {
  readonly threads: number;
}

/**
 * Opens the database with the engine its address asks for; `measure` says how cases are measured for reports, `shared`
 * that several threads of this process open the same database. Throws a StorageError that says what to do.
 */
export function openStore(
  address: DatabaseAddress,
  measure: Measure = measurePlainly,
  shared?: SharedDatabase,
): Promise<Store> {
  return address.kind === "postgres"
    ? openPostgresStore({ ...address, measure, threads: shared?.threads ?? 1 })
    : openSqliteStore({ ...address, measure, ...(shared === undefined ? {} : { shared }) });
}

/** Opens it for reading, beside running programs, in the state of this moment. */
export async function openReader(address: DatabaseAddress): Promise<StoreReader> {
  return address.kind === "postgres" ? openPostgresReader(address) : openSqliteReader(address);
}
