import type { Kysely } from "kysely";
import type { CaseFile } from "../records/case-file";
import { compileFileReads } from "./file-statements";
import type { RecordKey } from "./record-rows";
import { toCaseFile } from "./rows";
import type { Tables } from "./schema";
import { selectRows, type Steps } from "./statement";
import type { PendingFile } from "./store";

/** What is known of files, oldest first; the files themselves lie elsewhere. */
export interface CaseFileQueries {
  listFiles(tenantId: string, number: number): Steps<readonly CaseFile[]>;
  listIntakeFiles(tenantId: string, intakeId: string): Steps<readonly CaseFile[]>;
  pendingFiles(limit: number): Steps<readonly PendingFile[]>;
}

type Statements = ReturnType<typeof compileFileReads>;

/** Compiles them for the dialect of `db`. */
export function createCaseFileQueries(db: Kysely<Tables>): CaseFileQueries {
  const statements = compileFileReads(db);
  return {
    listFiles: (tenantId, number) => listFiles(statements, { tenantId, number }),
    listIntakeFiles: (tenantId, intakeId) => listIntakeFiles(statements, { tenantId, intakeId }),
    pendingFiles: (limit) => pendingFiles(statements, limit),
  };
}

function* listFiles(statements: Statements, key: RecordKey): Steps<readonly CaseFile[]> {
  return (yield* selectRows(statements.filesOfRecord, key)).map(toCaseFile);
}

function* listIntakeFiles(
  statements: Statements,
  key: { readonly tenantId: string; readonly intakeId: string },
): Steps<readonly CaseFile[]> {
  return (yield* selectRows(statements.filesOfIntake, key)).map(toCaseFile);
}

function* pendingFiles(statements: Statements, limit: number): Steps<readonly PendingFile[]> {
  const rows = yield* selectRows(statements.pendingFiles, { state: "pending", limit: Math.max(0, limit) });
  return rows.map((row) => ({ ...toCaseFile(row), tenantId: row.tenant_id, source: row.source ?? "" }));
}
