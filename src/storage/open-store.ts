import type { DatabaseAddress } from "./database-address";
import { openPostgresReader } from "./postgres-reader";
import { openPostgresStore } from "./postgres-store";
import { openSqliteReader, type StoreReader } from "./sqlite-reader";
import { openSqliteStore } from "./sqlite-store";
import type { Store } from "./store";

/** Opens the database with the engine its address asks for. Throws a StorageError that says what to do. */
export function openStore(address: DatabaseAddress): Promise<Store> {
  return address.kind === "postgres" ? openPostgresStore(address) : openSqliteStore(address);
}

/** Opens it for reading, beside running programs, in the state of this moment. */
export async function openReader(address: DatabaseAddress): Promise<StoreReader> {
  return address.kind === "postgres" ? openPostgresReader(address) : openSqliteReader(address);
}
