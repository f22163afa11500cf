import type { Kysely } from "kysely";
import { z } from "zod";
import type { Tables } from "./schema";
import { compileStatement, type Placeholder, sealed } from "./statement";
import type { HistoryRow, RecordRow } from "./tables/case-tables";

const NoRow = z.unknown();
// Counts and integers may come as text from an engine with 64-bit numbers.
const OpenCase = z.object({ number: z.coerce.number(), document: z.string() });
const NumberRow = z.object({ last: z.coerce.number() });

/** The statements that save a case and append to its history. */
export function compileRecordSaves(db: Kysely<Tables>) {
  return {
    ...compileCounting(db),
    ...compileRecords(db),
    openCasesOf: compileOpenCases(db),
    appendHistory: compileHistory(db),
  };
}

function compileCounting(db: Kysely<Tables>) {
  return {
    // The row is locked until the end of the transaction, so a number given back leaves no gap.
    takeNumber: compileStatement<{ readonly tenant_id: string }, z.infer<typeof NumberRow>>(
      NumberRow,
      (value) =>
        db
          .insertInto("record_numbers")
          .values((eb) => ({ tenant_id: value("tenant_id"), last: eb.lit(1), changes: eb.lit(0) }))
          .onConflict((conflict) =>
            conflict
              .column("tenant_id")
              .doUpdateSet((eb) => ({ last: eb("record_numbers.last", "+", eb.lit(1)) })),
          )
          .returning("last"),
    ),
    countChange: compileCountChange(db),
  };
}

function compileRecords(db: Kysely<Tables>) {
  return {
    insertRecord: compileStatement<RecordRow, unknown>(NoRow, (value) =>
      db.insertInto("records").values({
        tenant_id: value("tenant_id"),
        number: value("number"),
        created_at: value("created_at"),
        ...columnsOf(value),
      }),
    ),
    updateRecord: compileStatement<RecordRow & { readonly expected: number }, unknown>(NoRow, (value) =>
      db
        .updateTable("records")
        .set(columnsOf(value))
        .where("tenant_id", "=", value("tenant_id"))
        .where("number", "=", value("number"))
        .where("revision", "=", value("expected")),
    ),
  };
}

/** Unfinished cases that came by a route. */
function compileOpenCases(db: Kysely<Tables>) {
  return compileStatement<
    { readonly tenantId: string; readonly routeId: string; readonly limit: number },
    z.infer<typeof OpenCase>
  >(OpenCase, (value) =>
    db
      .selectFrom("records")
      .where("tenant_id", "=", value("tenantId"))
      .where("route_id", "=", value("routeId"))
      .where("settled", "=", (eb) => eb.lit(0))
      .orderBy("number")
      .limit(value("limit"))
      .select(["number", "document"]),
  );
}

/** Notes that a record of the tenant has changed. On some engines the changes of a tenant then wait for each other. */
export function compileCountChange(db: Kysely<Tables>) {
  return compileStatement<{ readonly tenant_id: string }, unknown>(NoRow, (value) =>
    db
      .updateTable("record_numbers")
      .set((eb) => ({ changes: eb("changes", "+", eb.lit(1)) }))
      .where("tenant_id", "=", value("tenant_id")),
  );
}

function columnsOf(value: Placeholder<RecordRow>) {
  return {
    revision: value("revision"),
    state: value("state"),
    settled: value("settled"),
    requester_id: value("requester_id"),
    title: value("title"),
    customer_name: value("customer_name"),
    customer_domain: value("customer_domain"),
    customer_key: value("customer_key"),
    product: value("product"),
    outcome: value("outcome"),
    severity: value("severity"),
    overridden: value("overridden"),
    route_id: value("route_id"),
    owner_id: value("owner_id"),
    channel_id: value("channel_id"),
    has_words: value("has_words"),
    due_at: value("due_at"),
    due_clock: value("due_clock"),
    document: value("document"),
    updated_at: value("updated_at"),
    next_look_at: value("next_look_at"),
  };
}

function compileHistory(db: Kysely<Tables>) {
  return compileStatement<Omit<HistoryRow, "seq">, unknown>(NoRow, (value) =>
    db.insertInto("history").values((eb) => ({
      tenant_id: value("tenant_id"),
      number: value("number"),
      seq: eb
        .selectFrom("history")
        .where("tenant_id", "=", sealed(value("tenant_id"), "text"))
        .where("number", "=", sealed(value("number"), "integer"))
        .select((inner) =>
          inner(inner.fn.coalesce(inner.fn.max("seq"), inner.lit(0)), "+", inner.lit(1)).as("next"),
        ),
      at: value("at"),
      by_id: value("by_id"),
      by_name: value("by_name"),
      field: value("field"),
      old: value("old"),
      new: value("new"),
      why: value("why"),
      revision: value("revision"),
    })),
  );
}
