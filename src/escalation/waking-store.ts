import type { Store } from "../storage/store";

/** The store, telling the sender at once when something was saved that it can send. */
export function createWakingStore(store: Store, wake: () => void): Store {
  return {
    ...store,
    async saveTurn(change) {
      const result = await store.saveTurn(change);
      // A record that was saved may have something to tell other programs.
      const hasMessages = change.deliveries !== undefined || change.reroute !== undefined;
      if (result.kind === "saved" && (hasMessages || result.record !== null)) wake();
      return result;
    },
    async saveReminders(change) {
      const isSaved = await store.saveReminders(change);
      if (isSaved && change.keys.length > 0) wake();
      return isSaved;
    },
    async saveEvent(tenantId, id, event, at) {
      const isSaved = await store.saveEvent(tenantId, id, event, at);
      if (isSaved) wake();
      return isSaved;
    },
    async changeWebhook(tenantId, id, change, at) {
      const changed = await store.changeWebhook(tenantId, id, change, at);
      if (changed === "changed" && change.pausedAt === null) wake();
      return changed;
    },
    async keepConversation(news, at) {
      await store.keepConversation(news, at);
      if (news.state === "active") wake();
    },
    async retryDelivery(tenantId, key, at) {
      const isAgain = await store.retryDelivery(tenantId, key, at);
      if (isAgain) wake();
      return isAgain;
    },
  };
}
