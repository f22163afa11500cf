import { StorageError } from "../errors";
import { createStore } from "./create-store";
import type { PostgresAddress } from "./database-address";
import { explainPostgres } from "./postgres-errors";
import { createPostgresPool } from "./postgres-pool";
import { runSteps } from "./postgres-run";
import { postgresSearch } from "./postgres-search";
import { compileOnly } from "./postgres-store";
import { setScope } from "./postgres-transaction";
import { everyTenant } from "./scope";
import { createSearchSteps } from "./search-steps";
import type { StoreReader } from "./sqlite-reader";
import type { Steps } from "./statement";

/**
 * Opens a database for reading beside the running instances: everything is read from the one state of the moment of
 * opening. Throws a StorageError when it cannot be reached or has no tables of this program.
 */
export async function openPostgresReader(address: PostgresAddress): Promise<StoreReader> {
  const pool = createPostgresPool(address, 1, { connect: 10_000 });
  const { place } = pool;
  const client = await pool.connect("opened");
  const close = async (): Promise<void> => {
    client.release(true);
    await pool.close();
  };
  const refuse = () => Promise.reject(new StorageError(`${place} is open for reading only`));
  const read = async <Result>(start: () => Steps<Result>): Promise<Result> => {
    try {
      return await runSteps(client, start());
    } catch (cause) {
      throw explainPostgres(place, "read", cause);
    }
  };
  try {
    await client.query("begin isolation level repeatable read read only");
    const { rows } = await client.query<{ found: string | null }>(
      "select to_regclass('kysely_migration') as found",
    );
    if (rows[0]?.found === null) {
      throw new StorageError(
        `${place} has no tables of this program: check DATABASE_URL, or start the bot once`,
      );
    }
    await client.query(setScope(everyTenant));
  } catch (cause) {
    await close();
    throw explainPostgres(place, "opened", cause);
  }
  return createStore(
    { read: (_scope, start) => read(start), write: refuse, save: refuse, close },
    compileOnly,
    "skip",
    createSearchSteps(compileOnly, postgresSearch),
  );
}
