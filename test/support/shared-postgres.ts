import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { migratePostgres } from "../../src/storage/postgres-migrate";
import { readNote, writeNote } from "./postgres-note";
import { findPostgres, query, startPostgres } from "./postgres-server";

/** Whether tests can have a PostgreSQL database: of a given server, or of one that they start. */
const canRun = process.env["TEST_DATABASE_URL"] !== undefined || findPostgres() !== null;

/**
 * `describe` for what needs PostgreSQL. Without it the tests are shown as skipped; on a build machine they fail, because
 * there nobody would notice.
 */
export const describePostgres = canRun || process.env["CI"] === "true" ? describe : describe.skip;

/** The same for tests that must have a server of their own. */
export const describeOwnPostgres =
  findPostgres() !== null || process.env["CI"] === "true" ? describe : describe.skip;

/** Gives every test databases with the newest schema and nothing in them. */
export function useDatabases(): () => Promise<string> {
  const free: string[] = [];
  const taken: string[] = [];
  // Emptying one takes a fraction of the time of making one.
  afterEach(async () => {
    for (const url of taken.splice(0)) {
      await query(url, emptyTables);
      free.push(url);
    }
  });
  afterAll(async () => {
    for (const url of free) await dropDatabase(url);
  });
  return async () => {
    const url = free.pop() ?? (await createDatabase(await templateName()));
    taken.push(url);
    return url;
  };
}

/** The owner may do for a moment what the history refuses to everybody. */
const emptyTables = `do $$
  declare names text;
  begin
    alter table history disable trigger user;
    select string_agg(c.oid::regclass::text, ', ') into names from pg_class c
      where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace
      and c.relname not like 'kysely%';
    execute 'truncate ' || names;
    alter table history enable trigger user;
  end $$`;

/** Gives every test new databases without a schema, and removes them after it. */
export function useEmptyDatabases(): () => Promise<string> {
  const made: string[] = [];
  afterEach(async () => {
    for (const url of made.splice(0)) await dropDatabase(url);
  });
  return async () => {
    const url = await createDatabase("template0");
    made.push(url);
    return url;
  };
}

async function createDatabase(template: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await query(await serverUrl(), `create database ${name} template ${template}`);
  return nameDatabase(await serverUrl(), name);
}

async function dropDatabase(url: string): Promise<void> {
  await query(await serverUrl(), `drop database ${new URL(url).pathname.slice(1)} with (force)`);
}

function nameDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Of this run alone: another checkout may know another schema. */
const template = `template_${(process.env["TEST_POSTGRES_HOME"] ?? "alone").replaceAll(/\W/g, "_").toLowerCase()}`;
let templateReady: Promise<string> | undefined;

/** The database all others are copied from, which is much faster than making the schema anew. */
function templateName(): Promise<string> {
  templateReady ??= makeTemplate();
  return templateReady;
}

async function makeTemplate(): Promise<string> {
  const server = new Client({ connectionString: await serverUrl() });
  await server.connect();
  try {
    await server.query(`select pg_advisory_lock(hashtext('${template}'))`);
    const { rows } = await server.query<object>(
      `select 1 from pg_database where datname = '${template}' and datistemplate`,
    );
    if (rows.length > 0) return template;
    await server.query(`drop database if exists ${template}`);
    await server.query(`create database ${template} template template0`);
    await migratePostgres(nameDatabase(await serverUrl(), template));
    await server.query(`alter database ${template} is_template true`);
    return template;
  } finally {
    await server.end();
  }
}

let shared: Promise<string> | undefined;

/** A database of the server to give commands to. */
export function serverUrl(): Promise<string> {
  shared ??=
    process.env["TEST_DATABASE_URL"] === undefined
      ? joinServer()
      : Promise.resolve(process.env["TEST_DATABASE_URL"]);
  return shared;
}

/** All test files of one run share a server: the first that wants it starts it, `end-run.ts` ends it. */
async function joinServer(): Promise<string> {
  const home = process.env["TEST_POSTGRES_HOME"];
  if (home === undefined) throw new Error("jest's global setup has not run");
  if (takeLock(join(home, "lock"))) {
    const server = await startPostgres({ folder: join(home, "server") });
    writeNote(home, { url: server.url("postgres"), pid: server.child.pid ?? 0 });
    server.child.unref();
  }
  for (let tries = 0; ; tries += 1) {
    const note = readNote(home);
    if (note !== null) return note.url;
    if (tries === 1200) throw new Error("the shared PostgreSQL server did not start");
    await wait(50);
  }
}

function takeLock(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch {
    return false;
  }
}
