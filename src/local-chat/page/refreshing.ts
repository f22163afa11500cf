import type { WireMessage, WirePerson } from "./wire.js";

/** The messages that came or were edited and offer this person a view of their own, as Teams asks for it. */
export function findRefreshing(
  messages: readonly WireMessage[],
  known: ReadonlyMap<string, WireMessage>,
  me: WirePerson,
): readonly WireMessage[] {
  return messages.filter((message) => {
    const before = known.get(message.id);
    const isNews = before === undefined || before.editedAt !== message.editedAt;
    return isNews && offersRefresh(message, me);
  });
}

function offersRefresh({ cards }: WireMessage, { id }: WirePerson): boolean {
  const refresh = cards[0]?.["refresh"];
  if (typeof refresh !== "object" || refresh === null) {
    return false;
  }
  const userIds = "userIds" in refresh ? refresh.userIds : undefined;
  return userIds === undefined || (Array.isArray(userIds) && userIds.includes(id));
}
