import { findConversation, type Conversation } from "./chat-state";
import type { ChatStore } from "./chat-store";
import type { LocalConnectorOptions } from "./local-connector";
import type { Person, Team } from "./participants";
import type { ConnectorAnswer } from "./connector-call";
import { parseAddress } from "./inbound-activity";

/** What the routes of the connector are answered with. */
export interface RouteContext extends Pick<
  LocalConnectorOptions,
  "people" | "bot" | "tenantId" | "now" | "newId"
> {
  readonly team: Team;
  readonly store: ChatStore;
  readonly personalChatOf: (person: Person) => string;
}

/** A call whose path fitted a route. */
export interface Call {
  /** The decoded parts of the path that the route names. */
  readonly params: readonly string[];
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

/** One route: `:` stands for a part of the path that is handed over. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly serve: (call: Call) => ConnectorAnswer;
}

/** The shape in which Teams refuses. */
export function refuse(status: number, code: string, message: string): ConnectorAnswer {
  return { status, body: { error: { code, message } } };
}

/** The conversation a path names; its address may end in a thread. */
function findPlace(context: RouteContext, address: string): Place | undefined {
  const { conversationId, threadId } = parseAddress(address);
  const conversation = findConversation(context.store.read(), conversationId);
  return conversation === undefined
    ? undefined
    : { conversation, ...(threadId === undefined ? {} : { threadId }) };
}

/** Where a call goes to. */
export interface Place {
  readonly conversation: Conversation;
  /** The post answered to, in a channel. */
  readonly threadId?: string;
}

/** Serves a call in the conversation its path names, unless the bot cannot reach that any more. */
export function servePlace(
  context: RouteContext,
  address: string,
  serve: (place: Place) => ConnectorAnswer,
): ConnectorAnswer {
  const place = findPlace(context, address);
  if (place === undefined || place.conversation.closed === "deleted") {
    return conversationNotFound;
  }
  return place.conversation.closed === "left" ? notInRoster : serve(place);
}

/** What Teams answers where the bot is not a member. */
export const notInRoster = refuse(
  403,
  "BotNotInConversationRoster",
  "The bot is not part of the conversation roster.",
);

const conversationNotFound = refuse(404, "ConversationNotFound", "Conversation not found.");

/** Decodes a part of a path; one that is not encoded properly stands for itself and is simply not found. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
