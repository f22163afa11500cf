import { type InboundActivity, isPersonal } from "./activity";
import { isExtension } from "./read-extension";

/** The channel of an activity: its conversation, and the post that began the thread, as Teams writes both in one. */
export function readChannel(
  activity: InboundActivity,
): { readonly conversationId: string; readonly threadId: string | null } | undefined {
  // A dialog opened from a channel's message belongs to the person alone.
  if (isPersonal(activity) || isExtension(activity)) return undefined;
  const [conversationId = "", threadId] = activity.conversation.id.split(";messageid=");
  return { conversationId, threadId: threadId ?? null };
}
