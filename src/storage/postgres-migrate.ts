import { type Kysely, PostgresDialect, Kysely as Database, sql } from "kysely";
import { StorageError } from "../errors";
import type { PostgresAddress } from "./database-address";
import { checkSchema, migrate } from "./migrate";
import { explainPostgres } from "./postgres-errors";
import { createPostgresPool } from "./postgres-pool";
import { isolateTenants, postgresSchema, textByBytes } from "./postgres-schema";
import type { Tables } from "./schema";

/**
 * Brings the schema up to date, once, however many instances start at the same moment. A role that does not own it only
 * looks whether it is; `asRole` is the role to own what is made, where that is not the one that signs in.
 */
export async function migratePostgres(address: PostgresAddress, asRole?: string): Promise<void> {
  // A step of the schema may take its time, and so may the instance that is waited for.
  const { pool, place } = createPostgresPool(address, 1, { connect: 10_000 });
  const db = new Database<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [textByBytes] });
  try {
    await db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(hashtextextended('partner-support schema', 0))`.execute(connection);
      await checkProgram(connection, place);
      if (asRole !== undefined) await sql`set role ${sql.id(asRole)}`.execute(connection);
      if (!(await mayChange(connection))) {
        await checkSchema(connection, postgresSchema, place);
        return;
      }
      // A step may change the rows of all tenants.
      await sql`select set_config('partner_support.every_tenant', 'on', false)`.execute(connection);
      await migrate(connection, postgresSchema, place);
      await isolateTenants(connection);
    });
  } catch (cause) {
    throw explainPostgres(place, "opened", cause);
  } finally {
    // The lock ends with the connection.
    await db.destroy();
  }
}

/** What another program made is left as it is. */
async function checkProgram(db: Kysely<Tables>, place: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace`.execute(db);
  if (rows.length === 0 || rows.some(({ name }) => name === "kysely_migration")) return;
  throw new StorageError(`${place} holds the tables of another program: name another database`);
}

/** Whether the role owns the schema; of an empty database nobody does yet. */
async function mayChange(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select pg_has_role(relowner, 'usage') as may from pg_class
    where relname = 'kysely_migration' and relnamespace = current_schema()::regnamespace`.execute(db);
  return rows.every(({ may }) => may);
}
