import { z } from "zod";
import { actionsOf, inputsOf, type CardAction, type CardInput } from "./card-reader";

const Answer = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });

export interface RawCard {
  readonly card: unknown;
  readonly inputs: readonly CardInput[];
  readonly actions: readonly CardAction[];
}

/** Any Teams client, reduced to card actions over HTTP; knows nothing of our layout but verbs and input ids. */
export interface RawClient {
  execute(verb: string, data?: object): Promise<RawCard>;
}

/** Brings an activity to the bot and its answer back. */
export type Carrier = (url: string, activity: object) => Promise<unknown>;

/** Once, whatever comes of it. */
export const carryOnce: Carrier = async (url, activity) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(activity),
  });
  return response.json();
};

export function createRawClient(
  origin: string,
  user: string,
  carry: Carrier = carryOnce,
  tenantId = "raw",
  serviceUrl = "http://127.0.0.1:9/",
): RawClient {
  let count = 0;
  return {
    async execute(verb, data = {}) {
      count += 1;
      const answer = await carry(`${origin}/api/messages`, {
        type: "invoke",
        name: "adaptiveCard/action",
        id: `${user}-${Date.now()}-${count}`,
        channelId: "msteams",
        serviceUrl,
        from: { id: `29:${user}`, name: user, aadObjectId: user },
        recipient: { id: "28:bot" },
        conversation: { id: `a:${user}`, conversationType: "personal", tenantId },
        value: { action: { type: "Action.Execute", verb, data }, trigger: "manual" },
      });
      const { value } = Answer.parse(answer);
      return { card: value, inputs: inputsOf(value), actions: actionsOf(value) };
    },
  };
}
