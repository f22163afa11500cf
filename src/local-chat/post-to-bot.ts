import type { BotAnswer, InboundActivity } from "./bot-exchange";

/** Delivers activities to a messaging endpoint over HTTP, as Teams does; the authorization header is optional. */
export function createPostToBot(
  endpoint: () => string,
  authorize: () => Promise<string> | string = () => "",
): (activity: InboundActivity) => Promise<BotAnswer> {
  return async (activity) => {
    const authorization = await authorize();
    const response = await fetch(endpoint(), {
      method: "POST",
      headers: { "content-type": "application/json", ...(authorization === "" ? {} : { authorization }) },
      body: JSON.stringify(activity),
    });
    const text = await response.text();
    const isJson = /^application\/json\b/.test(response.headers.get("content-type") ?? "");
    const body: unknown = isJson && text !== "" ? JSON.parse(text) : undefined;
    return { status: response.status, body };
  };
}
