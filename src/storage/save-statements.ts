import type { Kysely } from "kysely";
import { z } from "zod";
import type { HistoryRow, IntakeRow, ProfileRow, RecordRow, Tables, TurnRow } from "./schema";
import { compileFileSaves } from "./file-statements";
import { compileRouteSaves } from "./route-statements";
import { compileStatement, type Placeholder, sealed } from "./statement";

type NewIntakeRow = Omit<IntakeRow, "ordinal">;
type NewHistoryRow = Omit<HistoryRow, "seq">;

/** Values of an update that must find the row at the revision before. */
type Guarded<Row> = Row & { readonly expected: number };

const NoRow = z.unknown();
// Counts and integers may come as text from an engine with 64-bit numbers.
const StoredRecord = z.object({ number: z.coerce.number(), document: z.string() });
const NumberRow = z.object({ last: z.coerce.number() });

export type SaveStatements = ReturnType<typeof compileSaveStatements>;

/**
 * The statements of a save. An insert that meets an existing key and an update that meets another revision
 * change no row instead of failing: a failed statement would end the whole transaction on some engines.
 */
export function compileSaveStatements(db: Kysely<Tables>) {
  return {
    ...compileTurnStatements(db),
    ...compileIntakeStatements(db),
    ...compileProfileStatements(db),
    ...compileRecordStatements(db),
    ...compileFileSaves(db),
    ...compileRouteSaves(db),
    appendHistory: compileHistoryStatement(db),
  };
}

function compileTurnStatements(db: Kysely<Tables>) {
  return {
    insertTurn: compileStatement<TurnRow, unknown>(NoRow, (value) =>
      db
        .insertInto("turns")
        .values({
          tenant_id: value("tenant_id"),
          conversation_id: value("conversation_id"),
          activity_id: value("activity_id"),
          at: value("at"),
          click: value("click"),
        })
        .onConflict((conflict) => conflict.doNothing()),
    ),
  };
}

function compileIntakeStatements(db: Kysely<Tables>) {
  return {
    insertIntake: compileStatement<NewIntakeRow, unknown>(NoRow, (value) =>
      db
        .insertInto("intakes")
        .values((eb) => ({
          tenant_id: value("tenant_id"),
          id: value("id"),
          user_id: value("user_id"),
          conversation_id: value("conversation_id"),
          ordinal: eb
            .selectFrom("intakes")
            .where("tenant_id", "=", sealed(value("tenant_id"), "text"))
            .where("user_id", "=", sealed(value("user_id"), "text"))
            .where("conversation_id", "=", sealed(value("conversation_id"), "text"))
            .select((inner) =>
              inner(inner.fn.coalesce(inner.fn.max("ordinal"), inner.lit(0)), "+", inner.lit(1)).as("next"),
            ),
          revision: value("revision"),
          state: value("state"),
          document: value("document"),
          created_at: value("created_at"),
          updated_at: value("updated_at"),
        }))
        .onConflict((conflict) => conflict.doNothing()),
    ),
    // The chat stays the one the dialog began in, wherever it is carried on.
    updateIntake: compileStatement<Guarded<NewIntakeRow>, unknown>(NoRow, (value) =>
      db
        .updateTable("intakes")
        .set({
          revision: value("revision"),
          state: value("state"),
          document: value("document"),
          updated_at: value("updated_at"),
        })
        .where("tenant_id", "=", value("tenant_id"))
        .where("id", "=", value("id"))
        .where("user_id", "=", value("user_id"))
        .where("revision", "=", value("expected")),
    ),
  };
}

function compileProfileStatements(db: Kysely<Tables>) {
  return {
    insertProfile: compileStatement<ProfileRow, unknown>(NoRow, (value) =>
      db
        .insertInto("profiles")
        .values({
          tenant_id: value("tenant_id"),
          user_id: value("user_id"),
          revision: value("revision"),
          document: value("document"),
          updated_at: value("updated_at"),
        })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    updateProfile: compileStatement<Guarded<ProfileRow>, unknown>(NoRow, (value) =>
      db
        .updateTable("profiles")
        .set({
          revision: value("revision"),
          document: value("document"),
          updated_at: value("updated_at"),
        })
        .where("tenant_id", "=", value("tenant_id"))
        .where("user_id", "=", value("user_id"))
        .where("revision", "=", value("expected")),
    ),
  };
}

function compileRecordStatements(db: Kysely<Tables>) {
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
    insertRecord: compileStatement<RecordRow, unknown>(NoRow, (value) =>
      db.insertInto("records").values({
        tenant_id: value("tenant_id"),
        number: value("number"),
        created_at: value("created_at"),
        ...recordColumns(value),
      }),
    ),
    openCasesOf: compileStatement<
      { readonly tenantId: string; readonly routeId: string; readonly limit: number },
      z.infer<typeof StoredRecord>
    >(StoredRecord, (value) =>
      db
        .selectFrom("records")
        .where("tenant_id", "=", value("tenantId"))
        .where("route_id", "=", value("routeId"))
        .where("settled", "=", (eb) => eb.lit(0))
        .orderBy("number")
        .limit(value("limit"))
        .select(["number", "document"]),
    ),
    updateRecord: compileStatement<Guarded<RecordRow>, unknown>(NoRow, (value) =>
      db
        .updateTable("records")
        .set(recordColumns(value))
        .where("tenant_id", "=", value("tenant_id"))
        .where("number", "=", value("number"))
        .where("revision", "=", value("expected")),
    ),
  };
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

function recordColumns(value: Placeholder<RecordRow>) {
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

function compileHistoryStatement(db: Kysely<Tables>) {
  return compileStatement<NewHistoryRow, unknown>(NoRow, (value) =>
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
