import type { Post } from "../escalation/conversation";
import { postNameOf } from "../escalation/plan-telling";
import type { Logger } from "../log";
import type { Store } from "../storage/store";
import type { View } from "../views";

/** Where a view was shown: the personal chat and the activity that bears it. */
export interface CardPlace {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly activityId: string;
}

/** Remembers which message of a personal chat shows a case, so that it can be edited when others change it. */
export interface CardPlaces {
  /** Never rejects: a card that is not remembered is only not edited. */
  note(view: View, place: CardPlace): Promise<void>;
}

const remembered = 20_000;

/** A place that cannot be noted is reported and forgotten: the answer of a turn does not fail for it. */
export function createCardPlaces(store: Pick<Store, "keepPost" | "forgetPost">, log: Logger): CardPlaces {
  const known = new Map<string, string>();
  return {
    async note(view, place) {
      const shown = shownRecord(view);
      if (shown === null) return;
      const { tenantId, conversationId, activityId } = place;
      const key = JSON.stringify([tenantId, conversationId, activityId]);
      // A form on the card is left alone: an edit would take away what somebody is typing.
      const name = shown.isCard ? postNameOf(shown.record) : "";
      if (known.get(key) === name) return;
      const post: Post = { conversationId, name, record: shown.record, activityId, threadId: activityId };
      try {
        await (shown.isCard
          ? store.keepPost(tenantId, post)
          : store.forgetPost(tenantId, conversationId, activityId));
        remember(known, key, name);
      } catch (error) {
        log.warn({ err: error }, "the place of a card could not be noted");
      }
    },
  };
}

function shownRecord(view: View): { readonly record: number; readonly isCard: boolean } | null {
  switch (view.kind) {
    case "verdict":
      return { record: view.record.number, isCard: true };
    case "menu":
    case "form":
    case "hand_over":
      return { record: view.record.number, isCard: false };
    case "page":
      return view.intake.recordNumber === undefined
        ? null
        : { record: view.intake.recordNumber, isCard: false };
    default:
      return null;
  }
}

function remember(known: Map<string, string>, key: string, name: string): void {
  known.delete(key);
  known.set(key, name);
  const [oldest] = known.keys();
  if (known.size > remembered && oldest !== undefined) known.delete(oldest);
}
