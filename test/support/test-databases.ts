import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { migratePostgres } from "../../src/storage/postgres-migrate";
import { readNote, writeNote } from "./postgres-note";
import { findPostgres, query, startPostgres } from "./postgres-server";

/** Whether tests can have a PostgreSQL database: of a given server, or of one that they start. */
export function hasPostgres(): boolean {
  return process.env["TEST_DATABASE_URL"] !== undefined || findPostgres() !== null;
}

/** A new database with the newest schema and nothing in it; answers its address. */
export async function makeDatabase(): Promise<string> {
  return createDatabase(await templateName());
}

/** A new database without a schema. */
export function makeEmptyDatabase(): Promise<string> {
  return createDatabase("template0");
}

async function createDatabase(template: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await query(await serverUrl(), `create database ${name} template ${template}`);
  return nameDatabase(await serverUrl(), name);
}

export async function dropDatabase(url: string): Promise<void> {
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
    await migratePostgres({ url: nameDatabase(await serverUrl(), template) });
    await server.query(`alter database ${template} is_template true`);
    return template;
  } finally {
    await server.end();
  }
}

let shared: Promise<string> | undefined;

/** A database of the server to give commands to. */
function serverUrl(): Promise<string> {
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
