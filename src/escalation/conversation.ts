/** `blocked`: it refuses us until somebody writes there; `removed`: the bot or the conversation is gone. */
export const conversationStates = ["active", "blocked", "removed"] as const;
/** Whether a conversation can be told something now. */
export type ConversationState = (typeof conversationStates)[number];

/** `personal`: with one person; `group`: a chat of several; `channel`: of a team. */
export const conversationKinds = ["personal", "channel", "group"] as const;
/** Who takes part in a conversation. */
export type ConversationKind = (typeof conversationKinds)[number];

/** Where messages can be sent unasked, as the last activity from there told it. */
export interface Conversation {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly kind: ConversationKind;
  readonly serviceUrl: string;
  /** The person of a personal chat, by the id their turns carry. */
  readonly userId: string | null;
  readonly teamId: string | null;
  readonly name: string | null;
  /** Language tag and IANA zone of the person's client, in a personal chat. */
  readonly locale: string | null;
  readonly timeZone: string | null;
  /** What the person of a personal chat signs in with, once it was learnt. */
  readonly address: string | null;
  readonly state: ConversationState;
}

/** A post that has arrived, so that it can be edited and answered to. */
export interface Post {
  readonly conversationId: string;
  readonly name: string;
  readonly record: number | null;
  readonly activityId: string;
  /** The first post of its thread; its own activity when it began one. */
  readonly threadId: string;
}
