import type { Activity } from "botbuilder";
import { z } from "zod";
import { ConnectorError } from "../errors";
import type { InboundActivity } from "./activity";
import type { Admission } from "./admission";
import type { ActivityCall, ConnectorCalls } from "./connector-calls";

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
  send(to: ChatReference, message: Partial<Activity>): Promise<void>;
  remove(to: ChatReference, activityId: string): Promise<void>;
}

/** The way to the connectors, and which of them may be called. */
export interface MessengerOptions {
  readonly calls: Pick<ConnectorCalls, "call">;
  /** The bot's token for a connector; null for a bot that is nobody. */
  readonly tokenFor: (serviceUrl: string) => Promise<string | null>;
  readonly isServiceAllowed: Admission["isServiceAllowed"];
}

/** Its calls reject with a ConnectorError, `refused` for an address that is not allowed. */
export function createMessenger({ calls, tokenFor, isServiceAllowed }: MessengerOptions): Messenger {
  async function call(
    to: ChatReference,
    what: Pick<ActivityCall, "method" | "activity" | "activityId">,
  ): Promise<void> {
    const { serviceUrl, conversationId } = to;
    // Kept references are older than the check of their turn, and the bot's token goes there.
    if (!isServiceAllowed(serviceUrl))
      throw new ConnectorError("the service address of a chat is not allowed", "refused");
    await calls.call({ ...what, serviceUrl, conversationId, token: () => tokenFor(serviceUrl) });
  }
  return {
    send: (to, message) => call(to, { method: "POST", activity: { ...message, ...addressed(to) } }),
    remove: (to, activityId) => call(to, { method: "DELETE", activityId }),
  };
}

function addressed({ serviceUrl, channelId, conversationId, tenantId, userId, botId }: ChatReference) {
  return {
    serviceUrl,
    channelId,
    conversation: { id: conversationId, tenantId, isGroup: false, conversationType: "personal" },
    from: { id: botId },
    recipient: { id: userId },
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
