import type { WireMessage } from "./wire.js";

/** The id in an address that ends in `#message=…`, else null. */
export function readLinkedId(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, "")).get("message");
}

/** The message an address names, if this person sees it: in their own chat or in a channel. */
export function findLinked(
  hash: string,
  messages: readonly WireMessage[],
  conversations: readonly string[],
): WireMessage | null {
  const id = readLinkedId(hash);
  const found = messages.find((message) => message.id === id);
  return found !== undefined && conversations.includes(found.conversationId) ? found : null;
}
