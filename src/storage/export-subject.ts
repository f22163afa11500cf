import { type Kysely, type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Erasure, ExportedTables } from "../privacy/privacy-store";
import { columnsOf } from "./erase-steps";
import { personalData, tableNames } from "./personal-data";
import { AnyRow, rowsOnce } from "./raw-steps";
import type { Tables } from "./schema";
import type { Steps } from "./statement";
import { namesOfCustomer, numbersOfCustomer } from "./strip-steps";

type TableName = keyof Tables;
type Subject = Pick<Erasure, "tenantId" | "kind" | "id">;

/** What opens something is nobody's personal data, and no export's business. */
const withheld: readonly string[] = ["secret", "old_secret", "source"];

/**
 * All rows that are about a person or a customer, table by table as `personalData` describes them, at most `limit` of
 * each. Where a person is only named in what others wrote, the case it stands in is not theirs.
 */
export function* exportSubject(db: Kysely<Tables>, subject: Subject, limit: number): Steps<ExportedTables> {
  const names = subject.kind === "customer" ? yield* namesOfCustomer(db, subject) : [];
  const found: Record<string, readonly Readonly<Record<string, unknown>>[]> = {};
  for (const table of tableNames) {
    const where = subject.kind === "person" ? ofPerson(table, subject) : ofCustomer(table, subject, names);
    if (where === null) continue;
    const key: readonly string[] = personalData[table].key;
    const order = sql.join(key.map((column) => sql.ref(column)));
    const rows = yield* rowsOnce(
      db,
      AnyRow,
      // Found before it is sorted: for the order an engine would go through all rows of the tenant.
      sql`with found as materialized (
          select * from ${sql.table(table)} where tenant_id = ${subject.tenantId} and (${where}))
        select * from found order by ${order} limit ${limit}`,
    );
    if (rows.length > 0) found[table] = rows.map(readable);
  }
  return found;
}

function ofPerson(table: TableName, { id }: Subject): RawBuilder<unknown> | null {
  const columns = columnsOf(table, "person");
  if (columns.length === 0) return null;
  return sql.join(
    columns.map((column) => sql`${sql.ref(column)} = ${id}`),
    sql` or `,
  );
}

/** A customer's cases and what hangs on them go by their numbers. */
const casesBy: Readonly<Partial<Record<TableName, string>>> = {
  records: "number",
  history: "number",
  files: "number",
  case_facts: "number",
  deliveries: "record",
};

function ofCustomer(
  table: TableName,
  subject: Subject,
  names: readonly string[],
): RawBuilder<unknown> | null {
  if (table === "intakes") {
    const parts = [subject.id, ...names]
      .filter((name) => name.length >= 3)
      .map((name) => JSON.stringify(name).slice(1, -1));
    if (parts.length === 0) return null;
    return sql.join(
      parts.map((part) => sql`replace(document, ${part}, '') <> document`),
      sql` or `,
    );
  }
  const column = casesBy[table];
  return column === undefined ? null : sql`${sql.ref(column)} in (${numbersOfCustomer(subject)})`;
}

const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("not JSON");
    return z.NEVER;
  }
});

/** Documents as what they say, not as text within text. */
function readable(row: AnyRow): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !withheld.includes(column))
      .map(([column, value]) => {
        const isJson = column === "document" || column === "body";
        const parsed = isJson ? Json.safeParse(value) : undefined;
        return [column, parsed?.success === true ? parsed.data : value];
      }),
  );
}
