import { z } from "zod";
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

const Mention = z.looseObject({
  type: z.literal("mention"),
  text: z.string().max(300),
  mentioned: z.looseObject({ id: z.string() }),
});

/** What was said beside naming the bot. */
export function readThreadText({ text, entities, recipient }: InboundActivity): string {
  const mentions = (entities ?? []).flatMap((entity) => {
    const mention = Mention.safeParse(entity);
    return mention.success && mention.data.mentioned.id === recipient?.id ? [mention.data.text] : [];
  });
  return mentions.reduce((rest, mention) => rest.replaceAll(mention, " "), text ?? "").trim();
}
