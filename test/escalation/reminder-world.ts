import { createHoursOf, type HoursOf, type HoursOptions } from "../../src/escalation/case-hours";
import { createSender } from "../../src/escalation/deliver";
import type { ClaimedDelivery } from "../../src/escalation/delivery-store";
import { createReminderWorker } from "../../src/escalation/reminder-worker";
import type { CallRequest } from "../../src/escalation/send-tools";
import { createWakingStore } from "../../src/escalation/waking-store";
import type { CaseRecord, HistoryEntry, Person } from "../../src/records/record";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import { drawReminder } from "../../src/teams/draw-reminder";
import { createChance } from "../clocks/calendars";
import { rules as plain } from "../clocks/case-stories";
import { sampleKey } from "../contracts/store-samples";
import { kit } from "../cards/sample-views";
import { createTime } from "./outbox-world";

export const tenantId = "contoso";
export const lead: Person = { id: "oid-lead", name: "Lee <at>Lead</at>" };

/** One call of the sender, as it was made. */
export interface Call {
  readonly at: number;
  readonly request: CallRequest;
  readonly delivery: ClaimedDelivery;
}

export interface ReminderWorldOptions {
  readonly start: string;
  readonly file?: string;
  readonly hours?: Partial<HoursOptions>;
  readonly pollMs?: number;
}

export type ReminderWorld = Awaited<ReturnType<typeof openReminderWorld>>;

/** The worker and the sender over a real store, with a counting connector and a clock that jumps. */
export async function openReminderWorld({
  start,
  file = ":memory:",
  hours = {},
  pollMs = 60_000,
}: ReminderWorldOptions) {
  const clock = { now: new Date(start) };
  const time = createTime(clock);
  const database = time.watch(await openSqliteStore({ file }));
  const { during } = time;
  const calls: Call[] = [];
  const reports: string[] = [];
  const { isHoliday: _isHoliday, ...business } = plain.calendar;
  const hoursOf: HoursOf = createHoursOf({
    rules: plain,
    business,
    quietHours: null,
    ...hours,
  });
  const store: Store = createWakingStore(
    {
      ...database,
      claimDueRecords: (now, limit, leaseMs) => during(() => database.claimDueRecords(now, limit, leaseMs)),
      saveReminders: (change) => during(() => database.saveReminders(change)),
      returnReminders: (returned) => during(() => database.returnReminders(returned)),
    },
    () => parts?.sender.wake(),
  );
  const common = { now: () => clock.now, sleep: time.sleep, report: (text: string) => reports.push(text) };
  let parts: ReturnType<typeof begin> | undefined;

  async function draw({ body, key, kind }: ClaimedDelivery): Promise<object | null> {
    if (body.what !== "reminder") return { type: "message", text: key };
    const audience = { language: "en", timeZone: "Europe/Berlin", now: clock.now.toISOString() } as const;
    return drawReminder({ store, kit, hoursOf }, { tenantId, body, audience, isBelowCard: kind === "reply" });
  }

  function begin() {
    const drawn = new Map<object, ClaimedDelivery>();
    const worker = createReminderWorker({
      ...common,
      store,
      hoursOf,
      listLeads: () => Promise.resolve([lead]),
      settings: { pollMs, batch: 256 },
    });
    const sender = createSender({
      ...common,
      store,
      random: createChance(7),
      closed: () => undefined,
      settings: { pollMs },
      async draw(delivery) {
        const activity = await draw(delivery);
        if (activity !== null) drawn.set(activity, delivery);
        return activity;
      },
      call(request) {
        const delivery = drawn.get(request.activity);
        if (delivery === undefined) throw new Error("sent what was not drawn");
        drawn.delete(request.activity);
        calls.push({ at: clock.now.getTime(), request, delivery });
        return Promise.resolve({ kind: "answered", status: 201, activityId: `activity ${calls.length}` });
      },
    });
    return { worker, sender };
  }

  return {
    store,
    clock,
    calls,
    reports,
    pass: (ms: number) => time.pass(ms),
    until: (condition: () => boolean) => time.until(condition),
    /** Starts the worker, or the sender, or both. */
    run(which: readonly ("worker" | "sender")[] = ["worker", "sender"]) {
      parts = begin();
      for (const part of which) parts[part].start();
    },
    async stop() {
      await Promise.all([parts?.worker.stop(), parts?.sender.stop()]);
      parts = undefined;
    },
    async hear(conversationId: string, userId: string | null = null) {
      const place = { tenantId, conversationId, serviceUrl: "http://127.0.0.1/", state: "active" } as const;
      const kind = userId === null ? "channel" : "personal";
      const unknown = { teamId: null, name: null, locale: null, timeZone: null };
      await store.keepConversation({ ...place, ...unknown, kind, userId }, clock.now.toISOString());
    },
    async create({ number: _number, ...record }: CaseRecord, history: readonly HistoryEntry[]) {
      const at = clock.now.toISOString();
      const changes = { revision: 1, updatedAt: at };
      const createRecord = { ...record, ...changes };
      const saved = await store.saveTurn({ key: sampleKey({ tenantId }), at, createRecord, history });
      if (saved.kind !== "saved" || saved.record === null) throw new Error("not created");
      return saved.record;
    },
    async change(record: CaseRecord, changes: Partial<CaseRecord>, history: readonly HistoryEntry[]) {
      const at = clock.now.toISOString();
      const updateRecord = { ...record, ...changes, revision: record.revision + 1, updatedAt: at };
      const saved = await store.saveTurn({ key: sampleKey({ tenantId }), at, updateRecord, history });
      if (saved.kind !== "saved") throw new Error("not changed");
      return updateRecord;
    },
    async close() {
      await Promise.all([parts?.worker.stop(), parts?.sender.stop()]);
      await database.close();
    },
  };
}

/** The keys a reminder that was sent stands for. */
export function keysOf({ delivery: { body } }: Call): readonly string[] {
  return body.what === "reminder" ? body.keys : [];
}

/** The text of what was sent. */
export function textOf({ request: { activity } }: Call): string {
  return "text" in activity && typeof activity.text === "string" ? activity.text : "";
}
