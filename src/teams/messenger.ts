import type { Activity, TurnContext } from "botbuilder";
import { z } from "zod";
import type { InboundActivity } from "./activity";
import type { TeamsAdapter } from "./adapter";
import type { Admission } from "./bot";

/** Where and how a person can be told something later; kept with what is still to be done. */
export const ChatReference = z.object({
  serviceUrl: z.url(),
  channelId: z.string(),
  conversationId: z.string(),
  tenantId: z.string(),
  userId: z.string(),
  botId: z.string(),
});
export type ChatReference = Readonly<z.infer<typeof ChatReference>>;

/** Says something in a chat outside of a turn. */
export interface Messenger {
  /** Rejects when the connector refuses, or when its address is none that may be called. */
  send(to: ChatReference, ...messages: readonly Partial<Activity>[]): Promise<void>;
  remove(to: ChatReference, activityId: string): Promise<void>;
}

export function createMessenger(
  adapter: TeamsAdapter,
  appId: string,
  { isServiceAllowed }: Pick<Admission, "isServiceAllowed">,
): Messenger {
  async function meet(to: ChatReference, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    // Kept references are older than the check of their turn, and the bot's token goes there.
    if (!isServiceAllowed(to.serviceUrl)) throw new Error("the service address of a chat is not allowed");
    await adapter.continueConversationAsync(appId, toReference(to), logic);
  }
  return {
    send: (to, ...messages) =>
      meet(to, async (context) => {
        for (const message of messages) await context.sendActivity(message);
      }),
    remove: (to, activityId) => meet(to, (context) => context.deleteActivity(activityId)),
  };
}

function toReference({ serviceUrl, channelId, conversationId, tenantId, userId, botId }: ChatReference) {
  return {
    serviceUrl,
    channelId,
    conversation: { id: conversationId, tenantId, isGroup: false, conversationType: "personal", name: "" },
    user: { id: userId, name: "" },
    bot: { id: botId, name: "" },
  };
}

/** Where the sender of an activity can be told something later. */
export function referenceOf(activity: InboundActivity, tenantId: string): ChatReference {
  return {
    serviceUrl: activity.serviceUrl,
    channelId: activity.channelId,
    conversationId: activity.conversation.id,
    tenantId,
    userId: activity.from.id,
    botId: activity.recipient?.id ?? "",
  };
}
