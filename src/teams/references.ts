import type { Logger } from "../log";
import type { DeliveryStore } from "../escalation/delivery-store";
import type { News } from "./conversation-news";

/** Keeps what the sender needs to write unasked: from every activity, but written only when something changed. */
export interface References {
  note(news: News, tenantId: string): void;
  /** The sender has found the conversation closed: the next activity from there is news again. */
  forget(tenantId: string, conversationId: string): void;
}

/** Where conversations are kept. */
export interface ReferencesOptions {
  readonly store: Pick<DeliveryStore, "keepConversation" | "leaveTeam">;
  readonly now: () => Date;
  readonly log: Logger;
  /** How many conversations' last written values are remembered. */
  readonly limit?: number;
}

/** Milliseconds until the same is written again, in case another process has noted something else meanwhile. */
const remembered = 5 * 60_000;

interface Written {
  readonly value: string;
  readonly until: number;
}

/** Nobody waits for the write: an answer is not later for it, and the next activity brings the same again. */
export function createReferences({ store, now, log, limit = 20_000 }: ReferencesOptions): References {
  const written = new Map<string, Written>();

  function remember(place: string, value: string): void {
    written.delete(place);
    written.set(place, { value, until: now().getTime() + remembered });
    const [oldest] = written.keys();
    if (written.size > limit && oldest !== undefined) written.delete(oldest);
  }

  return {
    note({ conversation, leftTeam }, tenantId) {
      if (leftTeam !== null) {
        // All the team's conversations change; each is written again when it is heard from.
        written.clear();
        store.leaveTeam(tenantId, leftTeam, now().toISOString()).catch((error: unknown) => {
          log.warn({ err: error }, "a team that was left could not be noted");
        });
      }
      if (conversation === null) return;
      const place = placeOf(tenantId, conversation.conversationId);
      const value = JSON.stringify(conversation);
      const last = written.get(place);
      if (last?.value === value && last.until > now().getTime()) return;
      remember(place, value);
      store.keepConversation(conversation, now().toISOString()).catch((error: unknown) => {
        written.delete(place);
        log.warn({ err: error }, "a conversation could not be noted");
      });
    },
    forget(tenantId, conversationId) {
      written.delete(placeOf(tenantId, conversationId));
    },
  };
}

function placeOf(tenantId: string, conversationId: string): string {
  return JSON.stringify([tenantId, conversationId]);
}
