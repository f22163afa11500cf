import { escapeIdentifier, escapeLiteral, type PoolClient } from "pg";
import type { PostgresAddress } from "./database-address";
import { explainPostgres } from "./postgres-errors";
import { migratePostgres } from "./postgres-migrate";
import { createPostgresPool } from "./postgres-pool";

/** Owns the tables and signs in nowhere. */
const owner = "partner_support_owner";

/**
 * Makes a database ready for a bot that signs in as `role`: the role may read and write rows and nothing else, so that
 * row-level security binds it and no statement of it can take that away. `address` signs in an administrator, who need
 * be no superuser. Can be run again, and must be for a version with a newer schema.
 */
export async function preparePostgres(address: PostgresAddress, role: string): Promise<void> {
  const name = decodeURIComponent(new URL(address.url).pathname.slice(1));
  await work(withDatabase(address, "postgres"), async (client) => {
    await makeRoles(client, role);
    const known = await client.query("select from pg_database where datname = $1", [name]);
    if (known.rowCount === 0)
      await client.query(`create database ${escapeIdentifier(name)} template template0 owner ${owner}`);
  });
  await work(address, takeOver);
  await migratePostgres(address, owner);
  await work(address, (client) => admit(client, role));
}

/** On Azure the extension that knows Entra makes the role of an identity, by its name. */
async function makeRoles(client: PoolClient, role: string): Promise<void> {
  const { rows } = await client.query<{ owner: boolean; role: boolean; entra: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as owner,
      exists (select from pg_roles where rolname = $2) as role,
      exists (select from pg_proc where proname = 'pgaadauth_create_principal') as entra`,
    [owner, role],
  );
  const [found] = rows;
  if (found?.owner !== true) await client.query(`create role ${owner} nologin`);
  await client.query(`grant ${owner} to current_user`);
  if (found?.role === true) return;
  if (found?.entra === true)
    await client.query("select pgaadauth_create_principal($1, false, false)", [role]);
  else await client.query(`create role ${escapeIdentifier(role)} login`);
}

/** What this administrator owned so far: a bot may have made the tables itself until now. */
async function takeOver(client: PoolClient): Promise<void> {
  await client.query(`do $$
    declare found record;
    begin
      if not has_schema_privilege('${owner}', current_schema(), 'create') then
        execute format('grant usage, create on schema %I to ${owner}', current_schema());
      end if;
      for found in
        select format('table %s', oid::regclass) as what from pg_class
          where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace and relowner = current_user::regrole
        union all select format('function %s', oid::regprocedure) from pg_proc
          where pronamespace = current_schema()::regnamespace and proowner = current_user::regrole
      loop
        execute format('alter %s owner to ${owner}', found.what);
      end loop;
    end $$`);
}

/** Also to what later versions add. Which steps the schema has taken is theirs to read only. */
async function admit(client: PoolClient, role: string): Promise<void> {
  await client.query(`set role ${owner}`);
  await client.query(`do $$
    declare place text := quote_ident(current_schema()); who text := quote_ident(${escapeLiteral(role)});
    begin
      execute format('grant select, insert, update, delete on all tables in schema %s to %s', place, who);
      execute format('grant usage on all sequences in schema %s to %s', place, who);
      execute format('alter default privileges in schema %s grant select, insert, update, delete on tables to %s', place, who);
      execute format('alter default privileges in schema %s grant usage on sequences to %s', place, who);
      execute format('revoke insert, update, delete on kysely_migration, kysely_migration_lock from %s', who);
    end $$`);
}

function withDatabase(address: PostgresAddress, name: string): PostgresAddress {
  const url = new URL(address.url);
  url.pathname = `/${name}`;
  return { ...address, url: url.href };
}

async function work(address: PostgresAddress, act: (client: PoolClient) => Promise<void>): Promise<void> {
  const pool = createPostgresPool(address, 1, { connect: 10_000 });
  try {
    const client = await pool.connect("opened");
    await act(client).finally(() => {
      client.release(true);
    });
  } catch (cause) {
    throw explainPostgres(pool.place, "written", cause);
  } finally {
    await pool.close();
  }
}
