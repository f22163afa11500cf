import type { Conversation } from "./conversation";
import type { Delivery, NewDelivery } from "./delivery";

/**
 * The message to the person whose delivery is late or lost, in their own chat. Null where they cannot be told;
 * such a delivery only stays listed.
 */
export function writeLateNotice(late: Delivery, chat: Conversation | null): NewDelivery | null {
  if (chat?.state !== "active" || late.causedBy === null) return null;
  return {
    key: `late:${late.causedBy}:${late.key}`,
    conversationId: chat.conversationId,
    kind: "post",
    body: { what: "late", delivery: late.key },
    record: late.record,
    // Nobody is told that they could not be told.
    causedBy: null,
    priority: "answer",
  };
}
