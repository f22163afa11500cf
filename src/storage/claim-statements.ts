import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { deliveryColumns, type Leased, StoredDelivery } from "./delivery-rows";
import type { RowLocks } from "./row-locks";
import type { Tables } from "./schema";
import { compileStatement, type Placeholder, sealed, word } from "./statement";

const NoRow = z.unknown();
const DueRow = z.object({ next_try_at: z.string() });
const AnyRow = z.object({ key: z.string() });

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
  return { ...compileHeads(db, locks), ...compileTaking(db), ...compileAbandoned(db) };
}

function compileHeads(db: Kysely<Tables>, locks: RowLocks) {
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
  };
}

function compileTaking(db: Kysely<Tables>) {
  return {
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
  };
}

/** The statements about what a sender left in the middle: its lease has ended, and nobody says what came of it. */
export function compileAbandoned(db: Kysely<Tables>) {
  return {
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
