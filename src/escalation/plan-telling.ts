import type { CaseRecord, HistoryEntry, Person } from "../records/record";
import type { Post } from "./conversation";
import type { NewDelivery } from "./delivery";

/** Somebody who hears of a case in their own chat. */
export interface Listener {
  readonly id: string;
  readonly conversationId: string;
  /** How often they were told of something within the last minute. */
  readonly toldLately: number;
}

/** A change of a record, by whom and where, and who and what shows the record. */
export interface Happening {
  readonly after: CaseRecord;
  readonly history: readonly HistoryEntry[];
  readonly actor: Person;
  /** The personal chat it was done in, whose card is the answer; null elsewhere. */
  readonly answeredIn: string | null;
  /** The channel whose thread the words were written in; they need not be repeated there. */
  readonly writtenIn: string | null;
  readonly posts: readonly Post[];
  readonly listeners: readonly Listener[];
}

/** Messages a person gets within a minute; the newest is edited for what comes after. */
export const mostTold = 10;

/** The name of a record's card wherever it is posted. */
export function postNameOf(record: number): string {
  return `record:${record}`;
}

/** All that has to be said of a change elsewhere: cards are edited, notes go into the thread, people are told. */
export function planTelling(happening: Happening): readonly NewDelivery[] {
  return [...editCards(happening), ...replyNotes(happening), ...tellPeople(happening)];
}

/** Also the card that is still on its way to the channel: it may have been drawn already. */
function editCards({ after, posts, answeredIn }: Happening): readonly NewDelivery[] {
  const name = postNameOf(after.number);
  const places = posts.filter((post) => post.name === name).map(({ conversationId }) => conversationId);
  const all = new Set([...places, ...(after.team === undefined ? [] : [after.team.conversationId])]);
  return [...all]
    .filter((conversationId) => conversationId !== answeredIn)
    .map((conversationId) => ({
      key: `edit:${after.number}:${after.revision}:${conversationId}`,
      conversationId,
      kind: "update",
      post: name,
      body: { what: "record", record: after.number },
      record: after.number,
      // Nobody did this one: it follows from something that was done.
      causedBy: null,
      priority: "normal",
    }));
}

function replyNotes({ after, history, writtenIn }: Happening): readonly NewDelivery[] {
  const { team, number, revision } = after;
  const hasNote = history.some(({ field }) => field === "note");
  if (!hasNote || team === undefined || team.conversationId === writtenIn) return [];
  return [
    {
      key: `note:${number}:${revision}`,
      conversationId: team.conversationId,
      kind: "reply",
      thread: postNameOf(number),
      body: { what: "noted", record: number, revision },
      record: number,
      causedBy: null,
      priority: "normal",
    },
  ];
}

function tellPeople({ after, history, actor, listeners }: Happening): readonly NewDelivery[] {
  if (history.length === 0) return [];
  const { number, revision } = after;
  return listeners
    .filter(({ id }) => id !== actor.id)
    .map(({ id, conversationId, toldLately }) => ({
      key: `told:${number}:${revision}:${id}`,
      conversationId,
      kind: toldLately < mostTold ? "post" : "update",
      post: "told",
      body: { what: "told", record: number, revision, isOneOfMany: toldLately >= mostTold },
      record: number,
      causedBy: null,
      priority: "normal",
    }));
}
