import type { Conversation, ConversationState, Post } from "./conversation";
import type { Delivery, DeliveryState, NewDelivery } from "./delivery";
import type { Judgement } from "./judge-answer";
import type { Webhook } from "./webhook";

/** A delivery a sender has taken, with what it needs to send it. */
export interface ClaimedDelivery extends Delivery {
  /** Until when it is this sender's; afterwards another may take it. */
  readonly lease: string;
  /** Null when nothing was ever heard from there. */
  readonly conversation: Conversation | null;
  /** The post an update edits. */
  readonly target: Post | null;
  /** The first post of the thread a reply goes to, or that the edited post belongs to. */
  readonly threadId: string | null;
  /** Where an event goes; null once that was removed, and for all other kinds. */
  readonly webhook: Webhook | null;
}

/** What a sender has taken, until its lease ends. */
export interface Claim {
  readonly claimed: readonly ClaimedDelivery[];
  /** When the next one that was not taken falls due; null when none waits. */
  readonly next: string | null;
}

/** What an activity told about a conversation; null leaves what is known. */
export type ConversationNews = Omit<Conversation, "state" | "address"> & {
  readonly state: ConversationState | null;
};

/** The late or lost delivery of a person, and where they can be told; answers what to tell, or nothing. */
export type WriteNotice = (late: Delivery, chat: Conversation | null) => NewDelivery | null;

/** Which deliveries to list; of all tenants where none is named. */
export interface DeliveryFilter {
  readonly states: readonly DeliveryState[];
  readonly tenantId?: string;
  readonly limit: number;
}

/** How the outbox stands, over all tenants. */
export interface OutboxState {
  readonly counts: Readonly<Record<Exclude<DeliveryState, "sent">, number>>;
  /** Milliseconds since the delivery that is due longest fell due; 0 when none is. Blocked conversations do not count. */
  readonly ageMs: number;
  /** The same for what somebody waits for. */
  readonly answerAgeMs: number;
}

/** What the outbox needs of a database. New deliveries come with `Store.saveTurn`. */
export interface DeliveryStore {
  /** Keeps what an activity told of a conversation; what it leaves null stays as it is known. */
  keepConversation(news: ConversationNews, at: string): Promise<void>;
  /** Keeps what the person of a chat signs in with. */
  keepAddress(tenantId: string, conversationId: string, address: string): Promise<void>;
  /** The bot has left a team: all its conversations count as removed. */
  leaveTeam(tenantId: string, teamId: string, at: string): Promise<void>;
  /** A conversation as it was last told of, whatever its state; null where nothing ever came from there. */
  findConversation(tenantId: string, conversationId: string): Promise<Conversation | null>;
  /** The personal chat with a person, the one heard from last if there are several. */
  personalConversation(tenantId: string, userId: string): Promise<Conversation | null>;
  /**
   * Takes due deliveries, answers first: of each conversation only the oldest that is not settled, so that none
   * overtakes another; none of a blocked one. What a sender left behind is pending again, or `unknown` when the
   * call had begun and was no update.
   */
  claimDeliveries(now: string, limit: number, leaseMs: number): Promise<Claim>;
  /** Notes that the call begins; false when the delivery is no longer this sender's. */
  beginDelivery(claimed: ClaimedDelivery): Promise<boolean>;
  /** Gives a delivery back that was not tried. */
  releaseDelivery(claimed: ClaimedDelivery, nextTryAt: string): Promise<void>;
  /** Saves what became of it, with the post and the state of the conversation. */
  settleDelivery(claimed: ClaimedDelivery, judgement: Judgement, at: string): Promise<void>;
  /**
   * Notes for deliveries of a person that failed, or were made before `before` and have not arrived, that it is
   * told now, and saves what `write` wants to tell. Answers how many there were.
   */
  tellLate(at: string, before: string, limit: number, write: WriteNotice): Promise<number>;
  /** How many deliveries stand where, and how long the oldest has been due; `now` is ISO, UTC. */
  readOutbox(now: string): Promise<OutboxState>;
  /** A delivery by its key, in any state; null where there is none. */
  findDelivery(tenantId: string, key: string): Promise<Delivery | null>;
  /** Oldest first. */
  listDeliveries(filter: DeliveryFilter): Promise<readonly Delivery[]>;
  /** Those about a record, newest first. */
  deliveriesOf(tenantId: string, record: number, limit: number): Promise<readonly Delivery[]>;
  /** Lets a failed or unknown delivery be sent again; false when it is neither. */
  retryDelivery(tenantId: string, key: string, at: string): Promise<boolean>;
  /** All that was posted about a record, wherever. */
  postsOf(tenantId: string, record: number): Promise<readonly Post[]>;
  /** Remembers where a card stands that was not sent from here; one of the same name is forgotten. */
  keepPost(tenantId: string, post: Post): Promise<void>;
  /** Forgets what an activity shows; nothing is edited there any more. */
  forgetPost(tenantId: string, conversationId: string, activityId: string): Promise<void>;
  /** What was posted first in a thread and belongs to a record. */
  findThread(tenantId: string, conversationId: string, threadId: string): Promise<Post | null>;
  /** How many deliveries for a conversation that carry this post name were made since. */
  countPosted(tenantId: string, conversationId: string, name: string, since: string): Promise<number>;
}
