import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import type { ClientBase } from "pg";
import { StorageError } from "../errors";
import { migratePostgres } from "./postgres-migrate";
import { createPostgresPool, type PostgresPool } from "./postgres-pool";
import { explainPostgres } from "./postgres-errors";
import { setScope } from "./postgres-transaction";
import { ofTenant } from "./scope";
import { readAllRows, type Row, type TableShape } from "./sqlite-tables";
import { openConnection, type SqliteConnection } from "./sqlite-connection";
import { openSqliteStore } from "./sqlite-store";

/** From where to where; PostgreSQL by its address. */
export interface CopyOptions {
  /** A data file that no running program has open. */
  readonly file: string;
  readonly url: string;
  /** Only this tenant. */
  readonly tenantId?: string | undefined;
}

/** A table of a tenant that is the same on both sides now. */
export interface CopiedTable {
  readonly tenantId: string;
  readonly table: string;
  readonly rows: number;
  /** Over all values of all rows, in their order. */
  readonly hash: string;
}

/**
 * Copies what a data file holds into a PostgreSQL database and compares both sides, row by row, before it is kept. Each
 * tenant is copied whole or not at all; rows that are there already are left alone, so that it can be run again. Throws a
 * StorageError when the file is in use, or when rows that were there already differ.
 */
export async function* copyToPostgres({ file, url, tenantId }: CopyOptions): AsyncGenerator<CopiedTable> {
  if (!existsSync(file)) throw new StorageError(`the data file ${file} does not exist`);
  // Both sides get the newest schema; a running program is found out here.
  await (await openSqliteStore({ file })).close();
  await migratePostgres({ url });
  const source = openConnection(file);
  const target = createPostgresPool({ url }, 1, { connect: 10_000 });
  try {
    const { tables, tenants } = readAllRows(source.database);
    for (const one of tenants.filter((name) => tenantId === undefined || name === tenantId)) {
      yield* await copyTenant(source, target, tables, one);
    }
  } finally {
    await target.close();
    source.close();
  }
}

async function copyTenant(
  source: SqliteConnection,
  target: PostgresPool,
  tables: readonly TableShape[],
  tenantId: string,
): Promise<readonly CopiedTable[]> {
  const client = await target.connect("written");
  try {
    await client.query(`begin; ${setScope(ofTenant(tenantId))}; set local partner_support.copies = 'on'`);
    // What finds words is each engine's own and is made anew when it is opened the next time.
    await client.query("delete from search_version");
    const known = await listTables(client);
    const copied: CopiedTable[] = [];
    for (const table of tables.filter(({ name }) => known.has(name))) {
      const before = await addRows(client, table, table.rowsOf(tenantId));
      const after = await sumRows(client, table, tenantId);
      if (before.hash !== after.hash) throw differ(source.place, table, tenantId);
      copied.push({ tenantId, table: table.name, ...before });
    }
    await client.query("commit");
    client.release();
    return copied;
  } catch (cause) {
    // The server takes back what was not committed.
    client.release(true);
    throw explainPostgres(target.place, "written", cause);
  }
}

async function listTables(client: ClientBase): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace",
  );
  return new Set(rows.map(({ name }) => name));
}

function differ(place: string, { name }: TableShape, tenantId: string): StorageError {
  return new StorageError(
    `the rows of ${name} of tenant ${tenantId} are not those of ${place}: somebody has worked with one of the two since. ` +
      "Nothing of this tenant was changed; copy into a database that has nothing of it",
  );
}

interface Sum {
  readonly rows: number;
  readonly hash: string;
}

const rowsAtOnce = 500;

async function addRows(client: ClientBase, table: TableShape, rows: Iterable<Row>): Promise<Sum> {
  const { name, key } = table;
  const isSame = key.map((column) => `known."${column}" = fresh."${column}"`).join(" and ");
  const insert = `insert into "${name}" select fresh.* from json_populate_recordset(null::"${name}", $1) fresh
    where not exists (select from "${name}" known where ${isSame})`;
  const sum = createSum(table);
  let page: Row[] = [];
  const flush = async (): Promise<void> => {
    if (page.length > 0) await client.query(insert, [JSON.stringify(page)]);
    page = [];
  };
  for (const row of rows) {
    sum.add(row);
    page.push(row);
    if (page.length === rowsAtOnce) await flush();
  }
  await flush();
  return sum.end();
}

async function sumRows(client: ClientBase, table: TableShape, tenantId: string): Promise<Sum> {
  const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");
  const sum = createSum(table);
  await client.query(
    `declare copied no scroll cursor for
      select ${list(table.columns)} from "${table.name}" where tenant_id = '${tenantId.replaceAll("'", "''")}' order by ${list(table.key)}`,
  );
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${rowsAtOnce} from copied`);
    if (rows.length === 0) break;
    for (const row of rows) sum.add(row);
  }
  await client.query("close copied");
  return sum.end();
}

function createSum({ columns }: TableShape) {
  const hash = createHash("sha256");
  let count = 0;
  return {
    add(row: Row): void {
      count += 1;
      hash.update(`${JSON.stringify(columns.map((column) => row[column] ?? null))}\n`);
    },
    end: (): Sum => ({ rows: count, hash: hash.digest("hex").slice(0, 16) }),
  };
}
