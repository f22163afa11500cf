import { type Kysely, type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Erasure, ExportedTables } from "../privacy/privacy-store";
import { columnsOf } from "./erase-steps";
import type { Engine } from "./engine";
import { personalData, tableNames } from "./personal-data";
import { AnyRow, rowsOnce } from "./raw-steps";
import type { RowLocks } from "./row-locks";
import type { Tables } from "./schema";
import { ofTenant } from "./scope";
import type { Steps } from "./statement";
import { namesCustomer, namesOfCustomer, numbersOfCustomer } from "./strip-steps";
import { nextStretch, type Walk, walkRows } from "./walk-rows";

type TableName = keyof Tables;
type Subject = Pick<Erasure, "tenantId" | "kind" | "id">;

/** What opens something is nobody's personal data, and no export's business. */
const withheld: readonly string[] = ["secret", "old_secret", "source"];

/** What finding the rows of a subject takes. */
interface ExportTools {
  readonly engine: Pick<Engine, "read">;
  readonly db: Kysely<Tables>;
  readonly locks: RowLocks;
}

/**
 * All rows that are about a person or a customer, table by table as `personalData` describes them, at most `limit` of
 * each. Where a person is only named in what others wrote, the case it stands in is not theirs.
 */
export async function exportSubject(
  tools: ExportTools,
  subject: Subject,
  limit: number,
): Promise<ExportedTables> {
  const { engine, db } = tools;
  const scope = ofTenant(subject.tenantId);
  const names =
    subject.kind === "customer"
      ? await engine.read(scope, () => namesOfCustomer(db, subject), "patient")
      : [];
  const found: Record<string, readonly Readonly<Record<string, unknown>>[]> = {};
  for (const table of tableNames) {
    const wanted = subject.kind === "person" ? ofPerson(table, subject) : ofCustomer(table, subject, names);
    if (wanted.length === 0) continue;
    const isWalked = unindexed[subject.kind].includes(table);
    const rows = isWalked
      ? await walkFor(tools, { table, tenantId: subject.tenantId }, wanted, limit)
      : await engine.read(scope, () => findRows(db, table, subject, wanted, limit), "patient");
    if (rows.length > 0) found[table] = rows.map(readable);
  }
  return found;
}

/** Tables that have no index by what is asked for, which would cost every turn: they are gone through in stretches. */
const unindexed: Readonly<Record<Subject["kind"], readonly TableName[]>> = {
  person: ["history", "deliveries", "case_facts"],
  customer: ["intakes"],
};

/**
 * Each look-up by its own index, and what is found sorted after: for any of several or for the order an engine would go
 * through all rows of the tenant.
 */
function* findRows(
  db: Kysely<Tables>,
  table: TableName,
  { tenantId }: Subject,
  wanted: readonly RawBuilder<unknown>[],
  limit: number,
): Steps<readonly AnyRow[]> {
  const key: readonly string[] = personalData[table].key;
  const lookUps = wanted.map(
    (where) => sql`select * from ${sql.table(table)} where tenant_id = ${tenantId} and ${where}`,
  );
  return yield* rowsOnce(
    db,
    AnyRow,
    sql`with found as materialized (${sql.join(lookUps, sql` union all `)})
      select distinct * from found order by ${sql.join(key.map((column) => sql.ref(column)))} limit ${limit}`,
  );
}

async function walkFor(
  { engine, db, locks }: ExportTools,
  walk: Walk,
  wanted: readonly RawBuilder<unknown>[],
  limit: number,
): Promise<readonly AnyRow[]> {
  const where = sql.join(wanted, sql` or `);
  let left = limit;
  const parts = await walkRows(walk, engine.read, function* (after) {
    const { within, order, end } = yield* nextStretch({ db, locks }, walk, after);
    const rows = yield* rowsOnce(
      db,
      AnyRow,
      sql`select * from ${sql.table(walk.table)} where ${within} and (${where}) order by ${order} limit ${left}`,
    );
    left -= rows.length;
    return { result: rows, end: left === 0 ? null : end };
  });
  return parts.flat();
}

function ofPerson(table: TableName, { id }: Subject): readonly RawBuilder<unknown>[] {
  return columnsOf(table, "person").map((column) => sql`${sql.ref(column)} = ${id}`);
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
): readonly RawBuilder<unknown>[] {
  if (table === "intakes") return [namesCustomer([subject.id, ...names]) ?? []].flat();
  const column = casesBy[table];
  return column === undefined ? [] : [sql`${sql.ref(column)} in (${numbersOfCustomer(subject)})`];
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
