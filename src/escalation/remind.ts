import type { Reminder } from "../clocks/due-reminders";
import { type CaseRecord, formatRecordNumber, type Person } from "../records/record";
import type { Conversation, Post } from "./conversation";
import { postNameOf } from "./plan-telling";
import type { NewDelivery } from "./delivery";
import { mentionsFor, type Route } from "./route";

/** Reminders of one case that are to be said together, and where they can be said. */
export interface ReminderWish {
  readonly record: CaseRecord;
  readonly reminders: readonly Reminder[];
  /** ISO, UTC. */
  readonly at: string;
  /** What was posted about the case. */
  readonly posts: readonly Post[];
  /** The personal chat of whoever has the case, for a case no team has. */
  readonly chat: Conversation | null;
  readonly route: Route | null;
  readonly leads: readonly Person[];
}

/**
 * One message for all the reminders of a case that are due, and the case's posts brought up to date. With a team it
 * goes into the thread of the case and names whom it is for; else into the personal chat, if there is one.
 */
export function planReminders(wish: ReminderWish): readonly NewDelivery[] {
  if (wish.reminders.length === 0) return [];
  return [...planUpdates(wish), ...planMessage(wish)];
}

/** Whom the reminders are for, each once, the nearest first. */
function addresseesOf({ record, reminders, route, leads }: ReminderWish): readonly Person[] {
  const named = new Set(reminders.flatMap(({ to }) => to));
  const people = [
    ...(named.has("owner") ? [record.owner ?? record.requester] : []),
    ...(named.has("route") && route !== null ? mentionsFor(route, record) : []),
    ...(named.has("lead") ? leads : []),
  ];
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

function planUpdates(wish: ReminderWish): readonly NewDelivery[] {
  const { number } = wish.record;
  const name = postNameOf(number);
  return wish.posts
    .filter((post) => post.name === name)
    .map(({ conversationId }) => ({
      ...commonOf(wish, `card ${conversationId}`),
      conversationId,
      kind: "update",
      post: name,
      body: { what: "record", record: number },
    }));
}

function planMessage(wish: ReminderWish): readonly NewDelivery[] {
  const { record, reminders, posts, chat, at } = wish;
  const place = record.team?.conversationId ?? (chat?.state === "active" ? chat.conversationId : undefined);
  if (place === undefined) return [];
  const thread = postNameOf(record.number);
  const hasThread = posts.some(({ name, conversationId }) => name === thread && conversationId === place);
  const isTeam = record.team !== undefined;
  return [
    {
      ...commonOf(wish, "message"),
      conversationId: place,
      // Where the post of the case never arrived there is no thread to answer in.
      ...(isTeam && hasThread ? { kind: "reply", thread } : { kind: "post" }),
      body: {
        what: "reminder",
        record: record.number,
        keys: reminders.map(({ key }) => key),
        at,
        // In their own chat nobody needs to be called.
        mention: isTeam ? addresseesOf(wish) : [],
      },
    },
  ];
}

/** A key is never used again, also for a reminder that was given back and is planned anew. */
function commonOf({ record, reminders, at }: ReminderWish, part: string) {
  return {
    key: ["reminder", formatRecordNumber(record.number), at, reminders[0]?.key ?? "", part].join(" "),
    record: record.number,
    causedBy: null,
    priority: "normal",
  } as const;
}
