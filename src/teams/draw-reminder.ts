import type { CardKit } from "../cards/card-kit";
import { sayReminders } from "../cards/reminder-text";
import { dueReminders, isQuietFor } from "../clocks/due-reminders";
import type { HoursOf } from "../escalation/case-hours";
import type { DeliveryBody } from "../escalation/delivery";
import type { Store } from "../storage/store";
import type { Audience } from "../views";
import { mentionPeople } from "./mentions";

/** What drawing reminders needs. */
export interface ReminderTools {
  readonly store: Store;
  readonly kit: CardKit;
  readonly hoursOf: HoursOf;
}

/** Which reminders, for whom. */
export interface ReminderOrder {
  readonly tenantId: string;
  readonly body: Extract<DeliveryBody, { what: "reminder" }>;
  readonly audience: Audience;
  /** It goes into the thread of the case. */
  readonly isBelowCard: boolean;
}

/** The reminders that still hold, as one message; null when none does, or when it has become too late to say them. */
export async function drawReminder(
  { store, kit, hoursOf }: ReminderTools,
  { tenantId, body, audience, isBelowCard }: ReminderOrder,
): Promise<object | null> {
  const { record: number, at, mention } = body;
  const record = await store.findRecord(tenantId, number);
  if (record === null) return null;
  const name = { tenantId, number };
  const [history, said, { rules, quietHours }] = await Promise.all([
    store.readHistory(tenantId, number),
    store.saidReminders(name),
    hoursOf(tenantId, record),
  ]);
  const ours = said.filter((one) => one.at === at && body.keys.includes(one.key)).map(({ key }) => key);
  const question = { record, history, sentKeys: new Set<string>(), now: audience.now, rules };
  const current = dueReminders({ ...question, quietHours: null }).filter(({ key }) => ours.includes(key));
  if (current.length === 0) return null;
  if (isQuietFor({ ...question, quietHours })) {
    // It waited on its way until the quiet hours began. To keep it here would hold up what may be said in them.
    await store.returnReminders({ ...name, keys: ours, plannedAt: at, lookAt: audience.now });
    return null;
  }
  const text = sayReminders(kit, record, current, audience, isBelowCard);
  return { type: "message", ...mentionPeople(text, mention) };
}
