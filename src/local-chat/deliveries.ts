import type { BotAnswer, InboundActivity } from "./bot-exchange";
import type { Outcome } from "./deed-outcome";
import type { LocalConnectorOptions } from "./local-connector";

/** What was sent to the bot, and the ways to send it. */
export interface Deliveries {
  readonly sent: readonly InboundActivity[];
  /** Undefined when the bot could not be reached. */
  deliver(activity: InboundActivity): Promise<BotAnswer | undefined>;
  redeliver(activityId: string, options: { readonly newId: boolean }): Promise<BotAnswer>;
}

/** How many of the newest activities are remembered. */
export const keptEntries = 1000;

/** Sends activities to the bot and remembers them, so that one can arrive twice as in Teams. */
export function createDeliveries({
  postToBot,
  now,
  newId,
}: Pick<LocalConnectorOptions, "postToBot" | "now" | "newId">): Deliveries {
  const sent: InboundActivity[] = [];

  function post(activity: InboundActivity): Promise<BotAnswer> {
    sent.push(activity);
    sent.splice(0, sent.length - keptEntries);
    return postToBot(activity);
  }

  return {
    sent,
    async deliver(activity) {
      try {
        return await post(activity);
      } catch {
        // What kind of network error it was does not matter to the person: the bot is not there.
        return undefined;
      }
    },
    redeliver(activityId, options) {
      const activity = sent.find(({ id }) => id === activityId);
      if (activity === undefined) {
        return Promise.reject(new Error(`No activity ${activityId} was delivered.`));
      }
      return post(options.newId ? { ...activity, id: newId(), timestamp: now().toISOString() } : activity);
    },
  };
}

/** What a person sees of an answer that carries nothing but its status. */
export function toOutcome(answer: BotAnswer | undefined): Outcome {
  if (answer === undefined) {
    return { kind: "unreachable" };
  }
  return answer.status < 300 ? { kind: "delivered" } : { kind: "refused", status: answer.status };
}
