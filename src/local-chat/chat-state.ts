import { z } from "zod";
import { FileOffer, ShownFile } from "./shown-file";

const Json = z.record(z.string(), z.unknown()).readonly();

const Author = z.object({ kind: z.enum(["bot", "person"]), id: z.string(), name: z.string() }).readonly();

const Suggestion = z.object({ title: z.string(), value: z.string() }).readonly();

const Mentioned = z.object({ id: z.string(), name: z.string() }).readonly();

const ChatMessage = z
  .object({
    id: z.string(),
    conversationId: z.string(),
    /** In a channel, the id of the post this message belongs to; its own id when it started the thread. */
    threadId: z.string().optional(),
    author: Author,
    sentAt: z.string(),
    editedAt: z.string().optional(),
    text: z.string().optional(),
    summary: z.string().optional(),
    cards: z.array(Json).readonly(),
    /** A card that one person alone sees instead of `cards`, by the person's aadObjectId. */
    views: z.record(z.string(), Json).readonly(),
    suggestions: z.array(Suggestion).readonly(),
    files: z.array(ShownFile).readonly().optional(),
    /** A file the bot asks to hand over. */
    offer: FileOffer.optional(),
    /** People the bot mentions in it, by the id it used. */
    mentions: z.array(Mentioned).readonly().optional(),
  })
  .readonly();

const Conversation = z
  .object({
    id: z.string(),
    kind: z.enum(["personal", "channel"]),
    name: z.string(),
    /** The aadObjectId of the person whose chat it is. */
    personId: z.string().optional(),
    /** Whether the bot has been told that it was installed here. */
    installed: z.boolean(),
    /** A channel the bot cannot reach any more: it is deleted, or the app was removed from the team. */
    closed: z.enum(["deleted", "left"]).optional(),
  })
  .readonly();

const ChatState = z
  .object({
    version: z.literal(1),
    conversations: z.array(Conversation).readonly(),
    messages: z.array(ChatMessage).readonly(),
  })
  .readonly();

/** JSON of somebody else's making, such as a card. */
export type JsonObject = z.infer<typeof Json>;
/** Somebody a message mentions. */
export type Mentioned = z.infer<typeof Mentioned>;
/** A message as the chat keeps it. */
export type ChatMessage = z.infer<typeof ChatMessage>;
/** A personal chat or a channel. */
export type Conversation = z.infer<typeof Conversation>;
/** Everything the local chat remembers; plain JSON, so that the caller can keep it in a file. */
export type ChatState = z.infer<typeof ChatState>;

const emptyState: ChatState = { version: 1, conversations: [], messages: [] };

/** A long try-out would otherwise make the page and the saved file slower with every message. */
const keptMessages = 600;

/** Reads a saved transcript; a broken or older one is an empty chat, because losing a try-out is no harm. */
export function parseChatState(saved: unknown): ChatState {
  const parsed = ChatState.safeParse(saved);
  return parsed.success ? parsed.data : emptyState;
}

/** The conversation with this id, or undefined. */
export function findConversation(state: ChatState, id: string): Conversation | undefined {
  return state.conversations.find((conversation) => conversation.id === id);
}

/** The message with this id, or undefined. */
export function findMessage(state: ChatState, conversationId: string, id: string): ChatMessage | undefined {
  return state.messages.find((message) => message.id === id && message.conversationId === conversationId);
}

/** Adds the conversation, or replaces the one with the same id. */
export function putConversation(state: ChatState, conversation: Conversation): ChatState {
  const known = findConversation(state, conversation.id) !== undefined;
  const conversations = known
    ? state.conversations.map((other) => (other.id === conversation.id ? conversation : other))
    : [...state.conversations, conversation];
  return { ...state, conversations };
}

/** Adds the message at the end, or replaces the one with the same id where it stands. */
export function putMessage(state: ChatState, message: ChatMessage): ChatState {
  if (findMessage(state, message.conversationId, message.id) === undefined) {
    return { ...state, messages: [...state.messages, message].slice(-keptMessages) };
  }
  const replace = (other: ChatMessage) =>
    other.id === message.id && other.conversationId === message.conversationId;
  return { ...state, messages: state.messages.map((other) => (replace(other) ? message : other)) };
}

/** The state without this message. */
export function removeMessage(state: ChatState, message: ChatMessage): ChatState {
  return {
    ...state,
    messages: state.messages.filter(
      (other) => other.id !== message.id || other.conversationId !== message.conversationId,
    ),
  };
}
