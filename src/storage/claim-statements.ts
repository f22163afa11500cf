import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { deliveryColumns, type DeliveryKey, type Leased, StoredDelivery } from "./delivery-rows";
import type { RowLocks } from "./row-locks";
import type { DeliveryRow, Tables } from "./schema";
import { compileStatement, type Placeholder, sealed, word } from "./statement";

const NoRow = z.unknown();
const DueRow = z.object({ next_try_at: z.string() });
const AnyRow = z.object({ key: z.string() });

/** What a settlement writes; see `DeliveryRow`. */
type Settled = Leased &
  Pick<DeliveryRow, "state" | "settled" | "next_try_at" | "sent_at" | "activity_id" | "error"> & {
    readonly arrived: number;
  };

/** Pending, the oldest of its conversation that is not settled, and the conversation takes messages. */
export function selectHeads(db: Kysely<Tables>) {
  return (
    db
      .selectFrom("deliveries as d")
      // Grouping reads one index; asking of each row whether an earlier one exists takes ten times as long.
      .innerJoin(
        (eb) =>
          eb
            .selectFrom("deliveries")
            .where("settled", "=", sql.lit(0))
            .groupBy(["tenant_id", "conversation_id"])
            .select((inner) => ["tenant_id", "conversation_id", inner.fn.min("ordinal").as("ordinal")])
            .as("head"),
        (join) =>
          join
            .onRef("head.tenant_id", "=", "d.tenant_id")
            .onRef("head.conversation_id", "=", "d.conversation_id")
            .onRef("head.ordinal", "=", "d.ordinal"),
      )
      .where("d.state", "=", word("pending"))
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("conversations")
              .whereRef("conversations.tenant_id", "=", "d.tenant_id")
              .whereRef("conversations.conversation_id", "=", "d.conversation_id")
              .where("conversations.state", "=", word("blocked"))
              .select("conversations.state"),
          ),
        ),
      )
  );
}

type Due = { readonly now: string; readonly limit: number };

function selectDue(db: Kysely<Tables>, value: Placeholder<Due>) {
  return (
    selectHeads(db)
      .where("d.next_try_at", "<=", sealed(value("now"), "text"))
      // "answer" stands before "normal".
      .orderBy("d.priority")
      .orderBy("d.next_try_at")
      .limit(sealed(value("limit"), "integer"))
      .select(deliveryColumns.map((name) => `d.${name}` as const))
  );
}

/** The statements with which a sender takes deliveries and begins its calls. */
export function compileClaims(db: Kysely<Tables>, locks: RowLocks) {
  return {
    dueHeads: compileStatement<Due, StoredDelivery>(StoredDelivery, (value) => selectDue(db, value)),
    /** The same on the way to a claim. */
    takeHeads: compileStatement<Due, StoredDelivery>(StoredDelivery, (value) => {
      const due = selectDue(db, value);
      return locks === "skip" ? due.forNoKeyUpdate("d").skipLocked() : due;
    }),
    nextHead: compileStatement<{ readonly now: string }, z.infer<typeof DueRow>>(DueRow, (value) =>
      selectHeads(db)
        .where("d.next_try_at", ">", sealed(value("now"), "text"))
        .orderBy("d.next_try_at")
        .limit(sql.lit(1))
        .select("d.next_try_at"),
    ),
    claim: compileStatement<Leased, unknown>(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set({ state: word("sending"), lease: value("lease"), begun: sql.lit(0) })
        .where("tenant_id", "=", value("tenantId"))
        .where("key", "=", value("key"))
        .where("state", "=", word("pending")),
    ),
    begin: compileStatement<Leased, unknown>(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set((eb) => ({ begun: sql.lit(1), attempts: eb("attempts", "+", sql.lit(1)) }))
        .where("tenant_id", "=", value("tenantId"))
        .where("key", "=", value("key"))
        .where("state", "=", word("sending"))
        .where("lease", "=", value("lease")),
    ),
    findAbandoned: compileStatement<{ readonly now: string }, z.infer<typeof AnyRow>>(AnyRow, (value) =>
      db
        .selectFrom("deliveries")
        .where("settled", "=", sql.lit(0))
        .where("state", "=", word("sending"))
        .where("lease", "<=", value("now"))
        .select("key"),
    ),
    takeBackAbandoned: compileStatement<{ readonly now: string }, unknown>(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set({ state: word("pending"), lease: sql.lit(null), begun: sql.lit(0) })
        .where("settled", "=", sql.lit(0))
        .where("state", "=", word("sending"))
        .where("lease", "<=", value("now"))
        .where((eb) =>
          eb.or([eb("begun", "=", sql.lit(0)), eb("kind", "in", [word("update"), word("event")])]),
        ),
    ),
    giveUpAbandoned: compileStatement<{ readonly now: string }, unknown>(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set({
          state: word("unknown"),
          settled: sql.lit(1),
          lease: sql.lit(null),
          begun: sql.lit(0),
          error: word("no_answer"),
        })
        .where("settled", "=", sql.lit(0))
        .where("state", "=", word("sending"))
        .where("lease", "<=", value("now"))
        .where("begun", "=", sql.lit(1))
        .where("kind", "not in", [word("update"), word("event")]),
    ),
    /** For an engine that knows at its opening that no other sender is alive. */
    endAllLeases: compileStatement<Readonly<Record<string, never>>, unknown>(NoRow, () =>
      db
        .updateTable("deliveries")
        .set({ lease: word("") })
        .where("settled", "=", sql.lit(0))
        .where("state", "=", word("sending")),
    ),
  };
}

/** The statements that say what became of a delivery. */
export function compileSettlements(db: Kysely<Tables>) {
  return {
    release: compileStatement<Leased & { readonly next_try_at: string }, unknown>(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set({
          state: word("pending"),
          lease: sql.lit(null),
          begun: sql.lit(0),
          next_try_at: value("next_try_at"),
        })
        .where("tenant_id", "=", value("tenantId"))
        .where("key", "=", value("key"))
        .where("state", "=", word("sending"))
        .where("lease", "=", value("lease")),
    ),
    settle: compileStatement<Settled, unknown>(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set((eb) => ({
          state: value("state"),
          settled: value("settled"),
          untold: eb
            .case()
            .when(sealed(value("arrived"), "integer"), "=", sql.lit(1))
            .then(sql.lit(0))
            .else(eb.ref("untold"))
            .end(),
          lease: sql.lit(null),
          begun: sql.lit(0),
          next_try_at: value("next_try_at"),
          sent_at: value("sent_at"),
          activity_id: value("activity_id"),
          error: value("error"),
        }))
        .where("tenant_id", "=", value("tenantId"))
        .where("key", "=", value("key"))
        .where("state", "=", word("sending"))
        .where("lease", "=", value("lease")),
    ),
    /** A post whose outcome nobody knew when its lease had ended. */
    settleLate: compileStatement<DeliveryKey & Pick<Settled, "sent_at" | "activity_id">, unknown>(
      NoRow,
      (value) =>
        db
          .updateTable("deliveries")
          .set({
            state: word("sent"),
            untold: sql.lit(0),
            sent_at: value("sent_at"),
            activity_id: value("activity_id"),
            error: sql.lit(null),
          })
          .where("tenant_id", "=", value("tenantId"))
          .where("key", "=", value("key"))
          .where("state", "=", word("unknown")),
    ),
    told: compileStatement<DeliveryKey, unknown>(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set({ untold: sql.lit(0) })
        .where("tenant_id", "=", value("tenantId"))
        .where("key", "=", value("key"))
        .where("untold", "=", sql.lit(1)),
    ),
    retry: compileStatement<DeliveryKey & { readonly at: string }, unknown>(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set({
          state: word("pending"),
          settled: sql.lit(0),
          attempts: sql.lit(0),
          next_try_at: value("at"),
          since: value("at"),
          error: sql.lit(null),
        })
        .where("tenant_id", "=", value("tenantId"))
        .where("key", "=", value("key"))
        .where("state", "in", [word("failed"), word("unknown")]),
    ),
  };
}
