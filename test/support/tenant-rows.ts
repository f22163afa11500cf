import Database from "better-sqlite3";
import { z } from "zod";
import { readAllRows } from "../../src/storage/sqlite-tables";
import { query } from "./postgres-server";

/** Every row of one tenant in every table that knows tenants, as text that can be compared. */
export type ReadRows = (tenantId: string) => Promise<ReadonlyMap<string, string>>;

/** Reads a SQLite file beside whoever has it open. */
export function readSqliteRows(file: string): ReadRows {
  return (tenantId) => {
    const database = new Database(file, { readonly: true });
    try {
      const { tables } = readAllRows(database);
      return Promise.resolve(
        new Map(tables.map((table) => [table.name, JSON.stringify([...table.rowsOf(tenantId)])])),
      );
    } finally {
      database.close();
    }
  };
}

const Named = z.object({ name: z.string() });
const Rows = z.object({ rows: z.string().nullable() });

/** Reads a PostgreSQL database as the tenant would, so beneath the policies of its rows. */
export function readPostgresRows(url: string): ReadRows {
  return async (tenantId) => {
    const tables = await query(
      url,
      `select c.relname as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
       where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by 1`,
    );
    const read = tables.map(async (table) => {
      const { name } = Named.parse(table);
      const [found] = await query(
        url,
        `select set_config('partner_support.tenant', '${tenantId}', false);
         select string_agg(t::text, ' ' order by t::text) as rows from "${name}" t where tenant_id = '${tenantId}'`,
      );
      return [name, Rows.parse(found).rows ?? ""] as const;
    });
    return new Map(await Promise.all(read));
  };
}
