import type { Kysely } from "kysely";
import { fileColumns, StoredFile } from "./file-statements";
import {
  historyColumns,
  parseRecord,
  recordColumns,
  type RecordKey,
  StoredHistory,
  StoredRecord,
} from "./record-rows";
import { toCaseFile, toHistoryEntry } from "./rows";
import type { Tables } from "./schema";
import { compileStatement, selectRows, type Steps } from "./statement";
import type { ExportedRecord } from "./store";

type Page = RecordKey & { readonly limit: number };
type Range = RecordKey & { readonly lastNumber: number };

/** Everything, page by page. */
export interface ExportQueries {
  /** The records of all tenants that come after one, with all that belongs to them. */
  exportPage(after: RecordKey, limit: number): Steps<readonly ExportedRecord[]>;
}

type Statements = ReturnType<typeof compileExport>;

/** Compiles them for the dialect of `db`. */
export function createExportQueries(db: Kysely<Tables>): ExportQueries {
  const statements = compileExport(db);
  return { exportPage: (after, limit) => exportPage(statements, after, limit) };
}

function compileExport(db: Kysely<Tables>) {
  return {
    recordsAfter: compileStatement<Page, StoredRecord>(StoredRecord, (value) =>
      db
        .selectFrom("records")
        .where((eb) =>
          eb(eb.refTuple("tenant_id", "number"), ">", eb.tuple(value("tenantId"), value("number"))),
        )
        .orderBy("tenant_id")
        .orderBy("number")
        .limit(value("limit"))
        .select(recordColumns),
    ),
    // Of one tenant: PostgreSQL judges a place among all tenants by its tenant alone, and reads all there is of it.
    historyBetween: compileStatement<Range, StoredHistory>(StoredHistory, (value) =>
      db
        .selectFrom("history")
        .where("tenant_id", "=", value("tenantId"))
        .where("number", ">=", value("number"))
        .where("number", "<=", value("lastNumber"))
        .orderBy("number")
        .orderBy("seq")
        .select(historyColumns),
    ),
    filesBetween: compileStatement<Range, StoredFile>(StoredFile, (value) =>
      db
        .selectFrom("files")
        .where("tenant_id", "=", value("tenantId"))
        .where("number", ">=", value("number"))
        .where("number", "<=", value("lastNumber"))
        .orderBy("number")
        .orderBy("at")
        .orderBy("id")
        .select(fileColumns),
    ),
  };
}

function* exportPage(
  statements: Statements,
  after: RecordKey,
  limit: number,
): Steps<readonly ExportedRecord[]> {
  const rows = yield* selectRows(statements.recordsAfter, { ...after, limit });
  const exported: ExportedRecord[] = [];
  for (const own of Map.groupBy(rows, ({ tenant_id }) => tenant_id).values())
    exported.push(...(yield* exportOfTenant(statements, own)));
  return exported;
}

/** Records of one tenant in the order of their numbers, with all that belongs to them. */
function* exportOfTenant(
  statements: Statements,
  rows: readonly StoredRecord[],
): Steps<readonly ExportedRecord[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const range = { tenantId: first.tenant_id, number: first.number, lastNumber: last.number };
  const history = Map.groupBy(yield* selectRows(statements.historyBetween, range), ({ number }) => number);
  const files = Map.groupBy(yield* selectRows(statements.filesBetween, range), ({ number }) => number);
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    record: parseRecord(row),
    history: (history.get(row.number) ?? []).map(toHistoryEntry),
    files: (files.get(row.number) ?? []).map(toCaseFile),
  }));
}
