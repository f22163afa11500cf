import { setImmediate as pause } from "node:timers/promises";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Engine } from "./engine";
import { personalData } from "./personal-data";
import { AnyRow, rowsOnce } from "./raw-steps";
import type { RowLocks } from "./row-locks";
import type { Tables } from "./schema";
import { ofTenant } from "./scope";
import type { Steps } from "./statement";

type TableName = keyof Tables;

/** Where a row stands among those of its tenant: its key without the tenant. */
export type Place = readonly (string | number | null)[];

/**
 * Rows of a stretch of a data file: some milliseconds, in which turns wait. A server serves them meanwhile, so that there
 * the first stretch is the last.
 */
const rowsAtOnce = 2000;

/** Some of a tenant's rows, one behind the other in the order of their keys. */
export interface Stretch {
  /** The condition its rows fit. */
  readonly within: RawBuilder<unknown>;
  /** The columns it is ordered by. */
  readonly order: RawBuilder<unknown>;
  /** Its last row; null when no row comes after it. */
  readonly end: Place | null;
}

/** Which rows are walked through: those of one tenant in one table. */
export interface Walk {
  readonly table: TableName;
  readonly tenantId: string;
}

/** The next rows of a table after a place; null is before the first. */
export function* nextStretch(
  { db, locks }: { readonly db: Kysely<Tables>; readonly locks: RowLocks },
  { table, tenantId }: Walk,
  after: Place | null,
): Steps<Stretch> {
  const order = sql.join(keyOf(table).map((column) => sql.ref(column)));
  const behind =
    after === null
      ? sql`tenant_id = ${tenantId}`
      : sql`tenant_id = ${tenantId} and (${order}) > (${sql.join(after)})`;
  if (locks !== "none") return { within: behind, order, end: null };
  const [last] = yield* rowsOnce(
    db,
    AnyRow,
    sql`select ${order} from ${sql.table(table)} where ${behind} order by ${order}
      limit 1 offset ${rowsAtOnce - 1}`,
  );
  if (last === undefined) return { within: behind, order, end: null };
  const end = placeOf(table, last);
  return { within: sql`${behind} and (${order}) <= (${sql.join(end)})`, order, end };
}

/** Where a row stands. */
export function placeOf(table: TableName, row: AnyRow): Place {
  return keyOf(table).map((column) => row[column] ?? null);
}

function keyOf(table: TableName): readonly string[] {
  return personalData[table].key.filter((column: string) => column !== "tenant_id");
}

/** What comes of a stretch: where the next one begins, null after the last. */
export interface Walked<Result> {
  readonly result: Result;
  readonly end: Place | null;
}

/** Goes through all rows of a tenant, each stretch in a transaction of its own, and lets others be served between. */
export async function walkRows<Result>(
  { tenantId }: Pick<Walk, "tenantId">,
  run: Engine["read"],
  walk: (after: Place | null) => Steps<Walked<Result>>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let after: Place | null = null;
  do {
    const from: Place | null = after;
    const { result, end }: Walked<Result> = await run(ofTenant(tenantId), () => walk(from), "patient");
    results.push(result);
    after = end;
    await pause();
  } while (after !== null);
  return results;
}
