import type { WireMessage, WirePerson } from "./wire.js";

/** What a person has not seen of a conversation. */
export interface News {
  readonly unread: number;
  /** How many of these mention the person. */
  readonly mentions: number;
}

/** The id of the last message seen, by `placeOf` person and conversation. */
export type Seen = Readonly<Record<string, string>>;

/** Under which name it is remembered how far a person has read a conversation. */
export function placeOf({ aadObjectId }: Pick<WirePerson, "aadObjectId">, conversationId: string): string {
  return `${aadObjectId} ${conversationId}`;
}

/** Counts what others said after the last message seen; nothing when that one is no longer there. */
export function countNews(
  messages: readonly WireMessage[],
  person: WirePerson,
  conversationId: string,
  seen: Seen,
): News {
  const here = messages.filter((message) => message.conversationId === conversationId);
  const last = seen[placeOf(person, conversationId)];
  const at = last === undefined ? -1 : here.findIndex(({ id }) => id === last);
  const isKnown = last === undefined || at >= 0;
  const unread = (isKnown ? here.slice(at + 1) : []).filter(({ author }) => author.id !== person.aadObjectId);
  return {
    unread: unread.length,
    mentions: unread.filter((message) => mentionsPerson(message, person)).length,
  };
}

/** Adds what is not seen in several conversations. */
export function addNews(all: readonly News[]): News {
  return all.reduce<News>(
    (sum, { unread, mentions }) => ({ unread: sum.unread + unread, mentions: sum.mentions + mentions }),
    { unread: 0, mentions: 0 },
  );
}

/** What was seen after a person has looked at a conversation; the same object when nothing is new. */
export function markSeen(
  messages: readonly WireMessage[],
  person: WirePerson,
  conversationId: string,
  seen: Seen,
): Seen {
  const last = messages.findLast((message) => message.conversationId === conversationId)?.id;
  const place = placeOf(person, conversationId);
  return last === undefined || seen[place] === last ? seen : { ...seen, [place]: last };
}

/** Whether a message mentions the person, by either id. */
function mentionsPerson({ mentions = [] }: WireMessage, { id, aadObjectId }: WirePerson): boolean {
  return mentions.some((one) => one.id === id || one.id === aadObjectId);
}
