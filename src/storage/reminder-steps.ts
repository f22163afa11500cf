import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type {
  RecordClaim,
  RecordName,
  ReminderChange,
  ReturnedReminders,
  SaidReminder,
} from "../escalation/reminder-store";
import { compileDeliveryStatements } from "./delivery-statements";
import type { RowLocks } from "./row-locks";
import { saveDeliveries } from "./save-delivery";
import { compileCountChange } from "./save-record-statements";
import type { Tables } from "./schema";
import { changeRows, compileStatement, sealed, selectRows, type Steps } from "./statement";

const NoRow = z.unknown();
const NameRow = z.object({ tenant_id: z.string(), number: z.coerce.number() });
const LookRow = z.object({ next_look_at: z.string() });
const SaidRow = z.object({ key: z.string(), at: z.string() });

type Values<Name extends string> = Readonly<Record<Name, string>> & { readonly number: number };

/** The steps, compiled for one database. */
export type ReminderSteps = ReturnType<typeof createReminderSteps>;

/** What reminders ask of a database, as steps. */
export function createReminderSteps(db: Kysely<Tables>, locks: RowLocks) {
  const statements = {
    ...compileLooks(db, locks),
    ...compileReminders(db),
    countChange: compileCountChange(db),
    deliveries: compileDeliveryStatements(db, locks),
  };
  return {
    nextLook: () => nextLook(statements),
    claim: (now: string, limit: number, leaseMs: number) => claim(statements, now, limit, leaseMs),
    save: (change: ReminderChange) => save(statements, change),
    said: ({ tenantId, number }: RecordName): Steps<readonly SaidReminder[]> =>
      selectRows(statements.saidReminders, { tenantId, number }),
    giveBack: (returned: ReturnedReminders) => giveBack(statements, returned),
  };
}

type Statements = ReturnType<typeof compileLooks> &
  ReturnType<typeof compileReminders> & {
    readonly countChange: ReturnType<typeof compileCountChange>;
    readonly deliveries: ReturnType<typeof compileDeliveryStatements>;
  };

/** When each record is looked at next, which is also the lease of whoever looks. */
function compileLooks(db: Kysely<Tables>, locks: RowLocks) {
  return { ...compileDue(db, locks), ...compilePlans(db) };
}

function compileDue(db: Kysely<Tables>, locks: RowLocks) {
  return {
    dueRecords: compileStatement<{ readonly now: string; readonly limit: number }, z.infer<typeof NameRow>>(
      NameRow,
      (value) => {
        const due = db
          .selectFrom("records")
          .where("next_look_at", "<=", sealed(value("now"), "text"))
          .orderBy("next_look_at")
          .limit(sealed(value("limit"), "integer"))
          .select(["tenant_id", "number"]);
        return locks === "skip" ? due.forNoKeyUpdate().skipLocked() : due;
      },
    ),
    nextLook: compileStatement<Readonly<Record<string, never>>, z.infer<typeof LookRow>>(LookRow, () =>
      db
        .selectFrom("records")
        .where("next_look_at", "is not", null)
        .orderBy("next_look_at")
        .limit(sql.lit(1))
        .select("next_look_at")
        .$narrowType<{ next_look_at: string }>(),
    ),
    claimRecord: compileStatement<Values<"tenantId" | "now" | "lease">, unknown>(NoRow, (value) =>
      db
        .updateTable("records")
        .set({ next_look_at: value("lease") })
        .where("tenant_id", "=", value("tenantId"))
        .where("number", "=", value("number"))
        .where("next_look_at", "<=", value("now")),
    ),
  };
}

function compilePlans(db: Kysely<Tables>) {
  return {
    planLook: compileStatement<
      RecordName & { readonly expected: number; readonly nextLookAt: string | null },
      unknown
    >(NoRow, (value) =>
      db
        .updateTable("records")
        .set({ next_look_at: value("nextLookAt") })
        .where("tenant_id", "=", value("tenantId"))
        .where("number", "=", value("number"))
        .where("revision", "=", value("expected")),
    ),
    // What was due may have moved with the settings and holidays, without a change of the record.
    moveDue: compileStatement<
      RecordName & { readonly dueAt: string | null; readonly dueClock: string | null },
      unknown
    >(NoRow, (value) =>
      db
        .updateTable("records")
        .set({ due_at: value("dueAt"), due_clock: value("dueClock") })
        .where("tenant_id", "=", value("tenantId"))
        .where("number", "=", value("number"))
        .where(
          sql<boolean>`(coalesce(due_at, ''), coalesce(due_clock, ''))
            <> (coalesce(${sealed(value("dueAt"), "text")}, ''), coalesce(${sealed(value("dueClock"), "text")}, ''))`,
        ),
    ),
    lookAgain: compileStatement<Values<"tenantId" | "lookAt">, unknown>(NoRow, (value) =>
      db
        .updateTable("records")
        .set({ next_look_at: value("lookAt") })
        .where("tenant_id", "=", value("tenantId"))
        .where("number", "=", value("number"))
        .where("settled", "=", sql.lit(0)),
    ),
  };
}

function compileReminders(db: Kysely<Tables>) {
  return {
    insertReminder: compileStatement<Values<"tenantId" | "key" | "at">, unknown>(NoRow, (value) =>
      db
        .insertInto("reminders")
        .values({
          tenant_id: value("tenantId"),
          record: value("number"),
          key: value("key"),
          at: value("at"),
        })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    saidReminders: compileStatement<RecordName, z.infer<typeof SaidRow>>(SaidRow, (value) =>
      db
        .selectFrom("reminders")
        .where("tenant_id", "=", value("tenantId"))
        .where("record", "=", value("number"))
        .select(["key", "at"]),
    ),
    removeReminder: compileStatement<Values<"tenantId" | "key" | "at">, unknown>(NoRow, (value) =>
      db
        .deleteFrom("reminders")
        .where("tenant_id", "=", value("tenantId"))
        .where("record", "=", value("number"))
        .where("key", "=", value("key"))
        .where("at", "=", value("at")),
    ),
  };
}

function* nextLook({ nextLook: statement }: Statements): Steps<string | null> {
  const [next] = yield* selectRows(statement, {});
  return next?.next_look_at ?? null;
}

function* claim(statements: Statements, now: string, limit: number, leaseMs: number): Steps<RecordClaim> {
  const lease = new Date(Date.parse(now) + leaseMs).toISOString();
  const claimed: RecordName[] = [];
  for (const row of yield* selectRows(statements.dueRecords, { now, limit: Math.max(0, limit) })) {
    const name = { tenantId: row.tenant_id, number: row.number };
    if (yield* changeRows(statements.claimRecord, { ...name, now, lease })) claimed.push(name);
  }
  return { claimed, next: yield* nextLook(statements) };
}

function* save(statements: Statements, change: ReminderChange): Steps<boolean> {
  const { tenantId, number, expectedRevision: expected, at, nextLookAt, dueAt, dueClock = null } = change;
  if (!(yield* changeRows(statements.planLook, { tenantId, number, expected, nextLookAt }))) return false;
  if (yield* changeRows(statements.moveDue, { tenantId, number, dueAt, dueClock }))
    yield* changeRows(statements.countChange, { tenant_id: tenantId });
  const fresh = new Set<string>();
  for (const key of change.keys) {
    if (yield* changeRows(statements.insertReminder, { tenantId, number, key, at })) fresh.add(key);
  }
  if (fresh.size === 0) return true;
  yield* saveDeliveries(statements.deliveries, tenantId, change.deliveries(fresh), at);
  return true;
}

function* giveBack(statements: Statements, returned: ReturnedReminders): Steps<boolean> {
  const { tenantId, number, keys, plannedAt: at, lookAt } = returned;
  let isAny = false;
  for (const key of keys) {
    if (yield* changeRows(statements.removeReminder, { tenantId, number, key, at })) isAny = true;
  }
  return isAny && (yield* changeRows(statements.lookAgain, { tenantId, number, lookAt }));
}
