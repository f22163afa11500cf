import { dueReminders, nextReminderAt } from "../clocks/due-reminders";
import { findDue } from "../clocks/next-due";
import type { CaseRecord, HistoryEntry } from "../records/record";
import type { HoursOf, ListLeads } from "./case-hours";
import type { Conversation } from "./conversation";
import type { DeliveryStore } from "./delivery-store";
import { planReminders } from "./remind";
import type { RecordName, ReminderStore } from "./reminder-store";

/** What reminding needs of the store. */
export interface RemindingStore
  extends ReminderStore, Pick<DeliveryStore, "postsOf" | "personalConversation"> {
  findRecord(tenantId: string, number: number): Promise<CaseRecord | null>;
  readHistory(tenantId: string, number: number): Promise<readonly HistoryEntry[]>;
}

/** What looking at a record takes. The clock is given. */
export interface LookTools {
  readonly store: RemindingStore;
  readonly hoursOf: HoursOf;
  readonly listLeads?: ListLeads;
  readonly now: () => Date;
}

/** Saves the messages of what is due in a case, and when to look again; a case that changed meanwhile is left. */
export async function lookAtRecord({ tenantId, number }: RecordName, tools: LookTools): Promise<void> {
  const { store, hoursOf, now } = tools;
  // The record first: a history that is longer than its revision meets a conflict, not the other way round.
  const record = await store.findRecord(tenantId, number);
  if (record === null) return;
  const [history, said, hours] = await Promise.all([
    store.readHistory(tenantId, number),
    store.saidReminders({ tenantId, number }),
    hoursOf(tenantId, record),
  ]);
  const at = now().toISOString();
  const sentKeys = new Set(said.map(({ key }) => key));
  const { rules, quietHours } = hours;
  const question = { record, history, sentKeys, now: at, quietHours, rules };
  const reminders = dueReminders(question);
  const keys = reminders.map(({ key }) => key);
  const due = findDue({ record, history }, rules);
  const places = reminders.length === 0 ? nowhere : await findPlaces(tenantId, record, tools);
  await store.saveReminders({
    tenantId,
    number,
    expectedRevision: record.revision,
    at,
    keys,
    deliveries: (fresh) =>
      planReminders({
        ...places,
        record,
        reminders: reminders.filter(({ key }) => fresh.has(key)),
        at,
        route: hours.route,
      }),
    dueAt: due?.at ?? null,
    dueClock: due?.clock ?? null,
    nextLookAt: nextReminderAt({ ...question, sentKeys: new Set([...sentKeys, ...keys]) }),
  });
}

const nowhere = { posts: [], chat: null, leads: [] } as const;

async function findPlaces(tenantId: string, record: CaseRecord, { store, listLeads }: LookTools) {
  const [posts, chat, leads] = await Promise.all([
    store.postsOf(tenantId, record.number),
    record.team === undefined ? findChat(tenantId, record, store) : null,
    listLeads?.(tenantId) ?? [],
  ]);
  return { posts, chat, leads };
}

async function findChat(
  tenantId: string,
  { owner, requester }: CaseRecord,
  store: RemindingStore,
): Promise<Conversation | null> {
  const own = owner === undefined ? null : await store.personalConversation(tenantId, owner.id);
  return own?.state === "active" ? own : store.personalConversation(tenantId, requester.id);
}
