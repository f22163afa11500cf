import { type Kysely, type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { inputIds } from "../vocabulary";
import { CaseRecord } from "../records/record";
import { type Reindex, type RewriteTools, updateRow } from "./erase-steps";
import type { Erasure, OrphanedFile } from "../privacy/privacy-store";
import { AnyRow, rowsOnce, runOnce } from "./raw-steps";
import { readFiles } from "./read-files";
import { lockRows, type RowLocks } from "./row-locks";
import { parseDocument } from "./rows";
import type { Tables } from "./schema";
import type { Steps } from "./statement";
import { nextStretch, type Place, type Walked } from "./walk-rows";

type Db = Kysely<Tables>;

/** Cases that are stripped in one transaction: each is some twenty statements, and an embedded engine's turns wait. */
const partSize = 10;

/** Changes of these say words of our own only; they stay, so that the clocks and the counts of a case stay right. */
const wordFields: readonly string[] = [...inputIds, "state", "severity"];

const Numbered = z.object({ number: z.coerce.number() });

/** Files whose bytes are removed before the cases that have none any more are stripped. */
const filesAtOnce = 200;

type Named = Pick<Erasure, "tenantId" | "id">;

/** The columns that name a customer, and what each says of the one a lead may know by its name, domain or tenant id. */
function namings({ id }: Named): readonly RawBuilder<unknown>[] {
  const plain = id.trim();
  const folded = plain.toLowerCase();
  return [
    sql`customer_name = ${plain}`,
    sql`customer_domain = ${folded}`,
    sql`customer_key in (${`name:${folded}`}, ${`domain:${folded}`}, ${`tenant:${folded}`})`,
  ];
}

/**
 * A customer's cases: a look-up by each name, each by its index, before anything is sorted. Asked for all at once, or in an
 * order, an engine reads every case of the tenant. One may come twice.
 */
function casesOfCustomer(named: Named, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  const lookUps = namings(named).map(
    (naming) => sql`select ${columns} from records where tenant_id = ${named.tenantId} and ${naming}`,
  );
  return sql`with own as materialized (${sql.join(lookUps, sql` union all `)})`;
}

/** The numbers of a customer's cases. */
export function numbersOfCustomer(named: Named): RawBuilder<unknown> {
  return sql`${casesOfCustomer(named, sql`number`)} select number from own`;
}

/** Erases a part of a customer's cases; true when there may be more that have no file. */
export function* eraseCasesPart({ db, locks, search }: RewriteTools, erasure: Erasure): Steps<boolean> {
  const rows = yield* takeCases(db, locks, erasure);
  for (const row of rows) {
    yield* stripCase(db, search, row, { customer: erasure.pseudonym });
    yield* runOnce(db, sql`delete from deliveries where ${ofCase(row, "record")}`);
  }
  return rows.length > 0;
}

/** Removes a customer's dialogs from the next rows. */
export function* eraseDialogsStretch(
  tools: Pick<RewriteTools, "db" | "locks">,
  { tenantId }: Pick<Erasure, "tenantId">,
  namings: RawBuilder<unknown>,
  after: Place | null,
): Steps<Walked<void>> {
  const { within, end } = yield* nextStretch(tools, { table: "intakes", tenantId }, after);
  yield* runOnce(tools.db, sql`delete from intakes where ${within} and ${namings}`);
  return { result: undefined, end };
}

/** That a dialog names a customer; null when no name is long enough to be looked for. */
export function namesCustomer(names: readonly string[]): RawBuilder<unknown> | null {
  const parts = names.filter((name) => name.length >= 3).map((name) => JSON.stringify(name).slice(1, -1));
  const finds = parts.map((part) => sql`replace(document, ${part}, '') <> document`);
  return finds.length === 0 ? null : sql`(${sql.join(finds, sql` or `)})`;
}

/** The next cases that have no file any more; while they were waited for, one may have become another customer's. */
function* takeCases(db: Db, locks: RowLocks, erasure: Erasure): Steps<readonly AnyRow[]> {
  const numbers = yield* nextCases(db, erasure);
  if (numbers.length === 0) return [];
  return yield* rowsOnce(
    db,
    AnyRow,
    sql`select * from records where tenant_id = ${erasure.tenantId} and number in (${sql.join(numbers)})
      and (${sql.join(namings(erasure), sql` or `)}) and ${hasNoFile} order by number ${lockRows(locks, "waited for")}`,
  );
}

/** The names a customer goes by in its cases. */
export function* namesOfCustomer(db: Db, named: Named): Steps<readonly string[]> {
  const Names = z.object({ customer_name: z.string().nullable(), customer_domain: z.string().nullable() });
  const rows = yield* rowsOnce(
    db,
    Names,
    sql`${casesOfCustomer(named, sql`customer_name, customer_domain`)}
      select distinct customer_name, customer_domain from own limit 100`,
  );
  return rows.flatMap((row) => [row.customer_name, row.customer_domain].filter((one) => one !== null));
}

/** The next of a customer's cases that have no file. */
function* nextCases(db: Db, erasure: Erasure): Steps<readonly number[]> {
  const { tenantId } = erasure;
  const rows = yield* rowsOnce(
    db,
    Numbered,
    sql`${casesOfCustomer(erasure, sql`number`)} select distinct number from own where not exists (
        select 1 from files where files.tenant_id = ${tenantId} and files.number = own.number)
      order by number limit ${partSize}`,
  );
  return rows.map(({ number }) => number);
}

/** Whether a customer has any case. */
export function* hasCases(db: Db, erasure: Erasure): Steps<boolean> {
  const found = casesOfCustomer(erasure, sql`number`);
  return (yield* rowsOnce(db, Numbered, sql`${found} select number from own limit 1`)).length > 0;
}

/** Files of a customer's cases, at most so many. */
export function* filesOfCustomer(db: Db, erasure: Erasure): Steps<readonly OrphanedFile[]> {
  return yield* readFiles(
    db,
    sql`tenant_id = ${erasure.tenantId} and number in (${numbersOfCustomer(erasure)}) limit ${filesAtOnce}`,
  );
}

/** Settled cases older than this that still have names and texts, the oldest first. */
export function selectUnstripped(
  before: string,
  limit: number,
  {
    columns = sql`*`,
    only = sql`1 = 1`,
  }: Readonly<Partial<Record<"columns" | "only", RawBuilder<unknown>>>> = {},
) {
  return sql`select ${columns} from records where settled = 1 and has_words = 1 and updated_at < ${before} and ${only}
    order by updated_at limit ${limit}`;
}

/** Files go before: their bytes have to be removed by whoever forgets them. */
const hasNoFile = sql`not exists (
  select 1 from files where files.tenant_id = records.tenant_id and files.number = records.number)`;

/** Takes names and texts from settled cases that have no file any more; answers how many. */
export function* stripOldCases(
  { db, locks, search }: RewriteTools,
  before: string,
  limit: number,
): Steps<number> {
  const unstripped = selectUnstripped(before, limit, { only: hasNoFile });
  const rows = yield* rowsOnce(db, AnyRow, sql`${unstripped} ${lockRows(locks, "passed over")}`);
  for (const row of rows) yield* stripCase(db, search, row, {});
  return rows.length;
}

function ofCase(row: AnyRow, column: "number" | "record") {
  return sql`tenant_id = ${row["tenant_id"] ?? null} and ${sql.ref(column)} = ${row["number"] ?? null}`;
}

/** Leaves of a case what was decided and when it moved; what people wrote, sent and are called goes. */
function* stripCase(
  db: Db,
  search: Reindex,
  row: AnyRow,
  { customer }: { readonly customer?: string },
): Steps<void> {
  const record = parseDocument(CaseRecord, String(row["document"]), `record ${String(row["number"])}`);
  const { source: _source, ...kept } = record;
  const bare = {
    ...kept,
    title: "",
    details: {},
    requester: { id: record.requester.id, name: "" },
    ...(record.owner === undefined ? {} : { owner: { id: record.owner.id, name: "" } }),
    ...(record.override === undefined
      ? {}
      : { override: { ...record.override, reason: "", by: { id: record.override.by.id, name: "" } } }),
    ...(customer === undefined || record.customer === undefined ? {} : { customer: { name: customer } }),
  };
  yield* updateRow(db, "records", row, {
    document: JSON.stringify(bare),
    title: "",
    has_words: 0,
    ...(customer === undefined
      ? {}
      : { customer_name: customer, customer_domain: null, customer_key: `name:${customer}` }),
  });
  if (customer !== undefined)
    yield* runOnce(
      db,
      sql`update case_facts set customer_name = ${customer}, customer_key = ${`name:${customer}`}
        where ${ofCase(row, "number")}`,
    );
  yield* stripHistory(db, row);
  yield* search.renew(
    String(row["tenant_id"]),
    parseDocument(CaseRecord, JSON.stringify(bare), "a stripped record"),
  );
}

function* stripHistory(db: Db, row: AnyRow): Steps<void> {
  const lines = yield* rowsOnce(
    db,
    AnyRow,
    sql`select * from history where ${ofCase(row, "number")} order by seq`,
  );
  for (const line of lines) {
    const isWords = wordFields.includes(String(line["field"]));
    const texts: Readonly<Record<string, null>> = isWords
      ? { why: null }
      : { why: null, old: null, new: null };
    yield* updateRow(db, "history", line, { ...texts, by_name: "" });
  }
}
