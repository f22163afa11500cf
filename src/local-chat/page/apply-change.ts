import type { Change, Welcome } from "./wire.js";

/** What the page knows after one more event: changed messages stay where they stand, new ones come last. */
export function applyChange(known: Welcome, change: Change): Welcome {
  const changed = new Map(change.messages.map((message) => [message.id, message]));
  const removed = new Set(change.removed);
  const kept = known.messages.filter(({ id }) => !removed.has(id));
  const keptIds = new Set(kept.map(({ id }) => id));
  return {
    ...known,
    messages: [
      ...kept.map((message) => changed.get(message.id) ?? message),
      ...change.messages.filter(({ id }) => !keptIds.has(id)),
    ],
    typing: change.typing,
    team: change.team,
    now: change.now,
  };
}
