import type { Database } from "better-sqlite3";
import { z } from "zod";

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
/** A row as the engine gives it, by the names of its columns. */
export type Row = Readonly<z.infer<typeof Row>>;

const Named = z.object({ name: z.string() });
const Column = z.object({ name: z.string(), pk: z.number() });
const Tenant = z.object({ tenant_id: z.string() });

/** A table of tenants as it is stored. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns that name a row, in the order rows are compared in. */
  readonly key: readonly string[];
  rowsOf(tenantId: string): Iterable<Row>;
}

/** Everything of tenants that a data file holds; tables others refer to come first. */
export function readAllRows(database: Database): {
  readonly tables: readonly TableShape[];
  readonly tenants: readonly string[];
} {
  // In the order they were made, which is the order they refer to each other in.
  const names = database
    .prepare(
      "select name from sqlite_schema where type = 'table' and sql like 'create table%' order by rowid",
    )
    .all();
  const tables = names
    .map((row) => describeTable(database, Named.parse(row).name))
    .filter(({ columns, key }) => columns.includes("tenant_id") && key.length > 0);
  const tenants = tables.flatMap(({ name }) =>
    database
      .prepare(`select distinct tenant_id from "${name}"`)
      .all()
      .map((row) => Tenant.parse(row).tenant_id),
  );
  return { tables, tenants: [...new Set(tenants)].sort() };
}

function describeTable(database: Database, name: string): TableShape {
  const columns = z.array(Column).parse(database.pragma(`table_info("${name}")`));
  const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
  const order = key.map((column) => `"${column.name}"`).join(", ");
  return {
    name,
    columns: columns.map((column) => column.name),
    key: key.map((column) => column.name),
    *rowsOf(tenantId) {
      const rows = database.prepare(`select * from "${name}" where tenant_id = ? order by ${order}`);
      for (const row of rows.iterate(tenantId)) yield toPlain(Row.parse(row));
    },
  };
}

/** PostgreSQL's text cannot hold the character 0. */
function toPlain(row: Row): Row {
  const plain = (value: Row[string]) =>
    typeof value === "string" ? value.replaceAll("\0", "\uFFFD") : (value ?? null);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}
