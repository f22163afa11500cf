import type { Activity } from "botbuilder";
import type { InboundActivity } from "./activity";
import type { Authenticated } from "./adapter";
import type { ConnectorCalls } from "./connector-calls";

/** Answers one activity in its conversation, through the connector. */
export interface Answering {
  /** Posts a reply and tells its id. Throws a ConnectorError when it was not taken; what may have arrived is not repeated. */
  post(message: Partial<Activity>): Promise<string | undefined>;
  /** Puts a message in the place of one of ours. Throws a ConnectorError when it was not taken. */
  update(activityId: string, message: Partial<Activity>): Promise<void>;
}

/** Gives the way back to whoever wrote. */
export interface ReplyClient {
  answering(authenticated: Authenticated, activity: InboundActivity): Answering;
}

/** What replies are called with. */
export interface ReplyClientOptions {
  readonly calls: Pick<ConnectorCalls, "call">;
  /** The bot's token for whom the activity came from; null for a bot that is nobody. */
  readonly tokenFor: (authenticated: Authenticated, serviceUrl: string) => Promise<string | null>;
}

/**
 * Replies with what the SDK's turn context would send, without what it makes for each turn: its pipeline, serializer and
 * clients take longer than all the rest of a typed turn. The address has been checked with the activity.
 */
export function createReplyClient({ calls, tokenFor }: ReplyClientOptions): ReplyClient {
  return {
    answering(authenticated, activity) {
      const { serviceUrl } = activity;
      // A channel's conversation id carries the thread; the activity that is answered stands behind it.
      const place = { serviceUrl, conversationId: activity.conversation.id };
      const token = () => tokenFor(authenticated, serviceUrl);
      const call = (method: "POST" | "PUT", activityId: string | undefined, message: Partial<Activity>) =>
        calls.call({
          ...{ method, ...place, activityId, token },
          activity: { ...message, ...addressed(activity) },
        });
      return {
        post: (message) => call("POST", activity.id, { inputHint: "acceptingInput", ...message }),
        async update(activityId, message) {
          await call("PUT", activityId, { ...message, id: activityId });
        },
      };
    },
  };
}

/** Back to where the activity came from. */
function addressed({
  channelId,
  serviceUrl,
  conversation,
  from,
  recipient,
  locale,
  id,
}: InboundActivity): object {
  return { channelId, serviceUrl, conversation, from: recipient, recipient: from, locale, replyToId: id };
}
