import type { CallPace } from "./call-pace";
import type { Conversation } from "./conversation";
import type { ClaimedDelivery, DeliveryStore } from "./delivery-store";
import type { CallResult, Patience } from "./judge-answer";

/** One call to the connector. */
export interface CallRequest {
  readonly serviceUrl: string;
  readonly conversationId: string;
  /** The first post of the thread it belongs to; null outside threads. */
  readonly threadId: string | null;
  /** The activity to edit; null posts a new one. */
  readonly activityId: string | null;
  readonly activity: object;
}

/** An event as it is posted. */
export interface EventCall {
  readonly url: string;
  readonly id: string;
  readonly body: string;
  /** Each signs it once. */
  readonly secrets: readonly string[];
  /** When it is signed, in whole seconds since 1970. */
  readonly timestamp: number;
}

/** Posts it; resolves with what came of it, and never rejects. */
export type PostEvent = (call: EventCall) => Promise<CallResult>;

/** What sending one delivery takes. Clock, chance and network are given. */
export interface SendTools {
  readonly store: DeliveryStore;
  /** Never rejects. */
  readonly call: (request: CallRequest, delivery: ClaimedDelivery) => Promise<CallResult>;
  /** The activity of a delivery; null when there is nothing to say any more. */
  readonly draw: (delivery: ClaimedDelivery, conversation: Conversation) => Promise<object | null>;
  /** Posts an event to a program; absent where nobody is told in that way. Never rejects. */
  readonly postEvent?: PostEvent;
  readonly now: () => Date;
  readonly random: () => number;
  /** Resolves after so many milliseconds, or when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Tells what went wrong, with ids and our own words only. */
  readonly report: (message: string, fields: Readonly<Record<string, unknown>>) => void;
  /** Told when a conversation turned out to be blocked or gone. */
  readonly closed: (tenantId: string, conversationId: string) => void;
  readonly pace: CallPace;
  readonly patience: Patience;
  /** Aborted when the program stops: what has not begun is given back. */
  readonly stopping: AbortSignal;
}
