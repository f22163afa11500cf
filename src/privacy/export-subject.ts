import type { ErasedSubject, ExportedTables, PrivacyStore } from "./privacy-store";

/** Rows of a table one export holds; whoever has more is told that it is not whole. */
const mostRows = 10_000;

/** What is held about a person or a customer, as it is given out. */
export interface SubjectExport {
  readonly format: 1;
  readonly at: string;
  readonly tenant: string;
  readonly subject: ErasedSubject;
  /** False where a table has more rows than an export holds. */
  readonly isWhole: boolean;
  readonly tables: ExportedTables;
}

/** Gathers it, table by table. `at` is ISO time in UTC. */
export async function exportSubject(
  store: Pick<PrivacyStore, "exportSubject">,
  tenantId: string,
  subject: ErasedSubject,
  at: string,
): Promise<SubjectExport> {
  const tables = await store.exportSubject({ tenantId, ...subject }, mostRows + 1);
  const isWhole = Object.values(tables).every((rows) => rows.length <= mostRows);
  const bounded = Object.entries(tables).map(([name, rows]) => [name, rows.slice(0, mostRows)] as const);
  return {
    ...{ format: 1, at, tenant: tenantId, subject: { kind: subject.kind, id: subject.id }, isWhole },
    tables: Object.fromEntries<ExportedTables[string]>(bounded),
  };
}
