import type { CaseRecord, HistoryEntry, Person } from "../records/record";
import type { Store } from "../storage/store";
import type { NewDelivery } from "./delivery";
import { type Listener, planTelling } from "./plan-telling";

/** A change of a record that is about to be saved, wherever it was made. */
export interface ChangeToTell {
  readonly store: Store;
  readonly tenantId: string;
  readonly after: CaseRecord;
  readonly history: readonly HistoryEntry[];
  readonly actor: Person;
  /** ISO time in UTC. */
  readonly at: string;
  /** The personal chat whose card is the answer; null elsewhere. */
  readonly answeredIn: string | null;
  /** The channel in whose thread the words stand already; null elsewhere. */
  readonly writtenIn: string | null;
}

const lately = 60_000;

/** All that has to be said of a change elsewhere, to be saved in the same transaction. */
export async function tellOfChange(change: ChangeToTell): Promise<readonly NewDelivery[]> {
  const { store, tenantId, after } = change;
  const [posts, before] = await Promise.all([
    store.postsOf(tenantId, after.number),
    store.findRecord(tenantId, after.number),
  ]);
  const listeners = await listListeners(change, [after.requester, after.owner, before?.owner]);
  return planTelling({ ...change, posts, listeners });
}

/** Those who are to hear of the case and have a chat where they can be told. */
async function listListeners(
  { store, tenantId, actor, at }: ChangeToTell,
  people: readonly (Person | undefined)[],
): Promise<readonly Listener[]> {
  const ids = new Set(people.flatMap((person) => (person === undefined ? [] : [person.id])));
  ids.delete(actor.id);
  const since = new Date(Date.parse(at) - lately).toISOString();
  const found = await Promise.all(
    [...ids].map(async (id) => {
      const chat = await store.personalConversation(tenantId, id);
      if (chat?.state !== "active") return [];
      const { conversationId } = chat;
      const toldLately = await store.countPosted(tenantId, conversationId, "told", since);
      return [{ id, conversationId, toldLately }];
    }),
  );
  return found.flat();
}
