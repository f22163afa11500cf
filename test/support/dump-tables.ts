import { createHash } from "node:crypto";
import Database from "better-sqlite3";
import { z } from "zod";

const Names = z.array(z.object({ name: z.string() }));

/** What a table of a SQLite file holds: how many rows, and a digest of all of them. */
export interface TableState {
  readonly rows: number;
  readonly digest: string;
}

/** Reads every table of the file beside whoever has it open. */
export function dumpTables(file: string): ReadonlyMap<string, TableState> {
  const database = new Database(file, { readonly: true });
  try {
    const named = database.prepare("select name from sqlite_master where type = 'table' order by name").all();
    return new Map(
      Names.parse(named).map(({ name }) => {
        const rows = database.prepare(`select * from "${name}"`).all();
        const digest = createHash("sha256").update(JSON.stringify(rows)).digest("hex");
        return [name, { rows: rows.length, digest }];
      }),
    );
  } finally {
    database.close();
  }
}

/** The tables that differ. */
export function changedTables(
  before: ReadonlyMap<string, TableState>,
  after: ReadonlyMap<string, TableState>,
): readonly string[] {
  return [...after].filter(([name, { digest }]) => before.get(name)?.digest !== digest).map(([name]) => name);
}
