import { z } from "zod";
import { findConversation, findMessage, putConversation, putMessage, removeMessage } from "./chat-state";
import type { ChatMessage, Conversation } from "./chat-state";
import type { Person } from "./participants";
import type { ConnectorAnswer } from "./connector-call";
import { threadAddress } from "./inbound-activity";
import { createBotMessage, OutgoingActivity, readContent, splitContent } from "./outgoing-activity";
import {
  notInRoster,
  type Place,
  refuse,
  servePlace,
  type Call,
  type Route,
  type RouteContext,
} from "./route";

const NewConversation = z.object({
  members: z.array(z.object({ id: z.string() })).nullish(),
  channelData: z.object({ channel: z.object({ id: z.string() }).nullish() }).nullish(),
  activity: OutgoingActivity.nullish(),
});

/** Teams counts a message as UTF-16. */
const largestMessage = 100 * 1024;
/** How long a typing activity stays visible when no message follows. */
const typingSeconds = 8;

/** Creating conversations, and posting, changing and deleting what the bot says in them. */
export function createActivityRoutes(context: RouteContext): readonly Route[] {
  const post = ({ params: [address = ""], body }: Call) =>
    servePlace(context, address, (place) => postActivity(context, place, body));
  return [
    { method: "POST", path: "v3/conversations", serve: ({ body }) => createConversation(context, body) },
    { method: "POST", path: "v3/conversations/:/activities", serve: post },
    { method: "POST", path: "v3/conversations/:/activities/:", serve: post },
    {
      method: "PUT",
      path: "v3/conversations/:/activities/:",
      serve: ({ params, body }) => withMessage(context, params, (message) => update(context, message, body)),
    },
    {
      method: "DELETE",
      path: "v3/conversations/:/activities/:",
      serve: ({ params }) =>
        withMessage(context, params, (message) => {
          context.store.change((state) => removeMessage(state, message));
          return { status: 200 };
        }),
    },
  ];
}

function createConversation(context: RouteContext, body: unknown): ConnectorAnswer {
  const parsed = NewConversation.safeParse(body);
  if (!parsed.success) {
    return refuse(400, "BadArgument", z.prettifyError(parsed.error));
  }
  const { members, channelData, activity } = parsed.data;
  const channelId = channelData?.channel?.id;
  if (channelId !== undefined) {
    return servePlace(context, channelId, ({ conversation }) => startThread(context, conversation, activity));
  }
  const member = members?.[0]?.id;
  const person = context.people.find(({ id, aadObjectId }) => id === member || aadObjectId === member);
  if (person === undefined) {
    return notInRoster;
  }
  const conversation = openChat(context, person);
  if (!activity) {
    return { status: 201, body: { id: conversation.id } };
  }
  const [message] = storeMessages(context, { conversation }, activity);
  return { status: 201, body: { id: conversation.id, activityId: message?.id } };
}

function startThread(
  context: RouteContext,
  conversation: Conversation,
  activity: OutgoingActivity | null | undefined,
): ConnectorAnswer {
  if (!activity) {
    return refuse(400, "BadArgument", "A thread starts with an activity.");
  }
  const [root] = storeMessages(context, { conversation }, activity);
  return { status: 201, body: { id: threadAddress(conversation.id, root?.id), activityId: root?.id } };
}

function openChat({ store, personalChatOf }: RouteContext, person: Person): Conversation {
  const id = personalChatOf(person);
  const known = findConversation(store.read(), id);
  if (known !== undefined) {
    return known;
  }
  const { aadObjectId: personId, name } = person;
  const conversation: Conversation = { id, kind: "personal", name, personId, installed: false };
  store.change((state) => putConversation(state, conversation));
  return conversation;
}

function postActivity(context: RouteContext, place: Place, body: unknown): ConnectorAnswer {
  const activity = readActivity(body);
  if ("status" in activity) {
    return activity;
  }
  if (activity.type === "typing") {
    const until = new Date(context.now().getTime() + typingSeconds * 1000);
    context.store.showTyping(place.conversation.id, until.toISOString());
    return { status: 201, body: { id: context.newId() } };
  }
  const messages = storeMessages(context, place, activity);
  // Teams names no id when it made two messages out of one, so neither can be updated later.
  return { status: 201, body: messages.length === 1 ? { id: messages[0]?.id } : {} };
}

function storeMessages(
  context: RouteContext,
  place: Place,
  activity: OutgoingActivity,
): readonly ChatMessage[] {
  const { store, bot, now, newId } = context;
  const { id: conversationId, kind } = place.conversation;
  const messages = splitContent(readContent(activity)).map((content) => {
    const id = newId();
    const threadId = kind === "channel" ? (place.threadId ?? id) : undefined;
    return createBotMessage({ conversationId, threadId }, { id, at: now(), bot, content });
  });
  store.stopTyping(conversationId);
  store.change((state) => messages.reduce(putMessage, state));
  return messages;
}

function update(context: RouteContext, message: ChatMessage, body: unknown): ConnectorAnswer {
  const activity = readActivity(body);
  if ("status" in activity) {
    return activity;
  }
  const { id, conversationId, threadId, author, sentAt } = message;
  const editedAt = context.now().toISOString();
  const edited: ChatMessage = {
    id,
    conversationId,
    threadId,
    author,
    sentAt,
    editedAt,
    views: {},
    ...readContent(activity),
  };
  context.store.change((state) => putMessage(state, edited));
  return { status: 200, body: { id } };
}

function readActivity(body: unknown): OutgoingActivity | ConnectorAnswer {
  const parsed = OutgoingActivity.safeParse(body);
  if (!parsed.success) {
    return refuse(400, "BadArgument", z.prettifyError(parsed.error));
  }
  return JSON.stringify(body).length * 2 > largestMessage
    ? refuse(413, "MessageSizeTooBig", "Message size too large.")
    : parsed.data;
}

function withMessage(
  context: RouteContext,
  [address = "", activityId = ""]: readonly string[],
  serve: (message: ChatMessage) => ConnectorAnswer,
): ConnectorAnswer {
  return servePlace(context, address, ({ conversation }) => {
    const message = findMessage(context.store.read(), conversation.id, activityId);
    // A bot can neither change nor delete what people wrote.
    return message?.author.kind === "bot"
      ? serve(message)
      : refuse(404, "ActivityNotFoundInConversation", "Activity not found in the conversation.");
  });
}
