import type { DeliveryError, DeliveryKind } from "./delivery";

/** What became of one call to the connector. */
export type CallResult =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly code?: string | undefined;
      readonly subCode?: string | undefined;
      /** The header as it came: seconds, or a date. */
      readonly retryAfter?: string | undefined;
      readonly activityId?: string | undefined;
    }
  /** It failed before anything went out: no connection, no token. */
  | { readonly kind: "not_sent" }
  /** It went out, and then came nothing: time limit, reset. */
  | { readonly kind: "no_answer" }
  /** The stored address is none of the connector's; nothing went out. */
  | { readonly kind: "wrong_address" };

/** One call to the connector, and what the delivery has been through. */
export interface CallFacts {
  readonly result: CallResult;
  readonly kind: DeliveryKind;
  /** Calls that have begun, this one included. */
  readonly attempts: number;
  /** From when the age of the delivery counts, ISO. */
  readonly since: string;
  /** ISO. */
  readonly now: string;
  /** From 0 up to 1: spreads those that failed together. */
  readonly random: number;
}

/** What follows for the delivery, and for the conversation or the post it was about. */
export type Judgement =
  | { readonly kind: "sent"; readonly activityId: string | null }
  | { readonly kind: "again"; readonly at: string; readonly error: DeliveryError }
  | { readonly kind: "failed"; readonly error: DeliveryError; readonly forget?: "conversation" | "post" }
  | { readonly kind: "unknown"; readonly error: DeliveryError }
  /** It waits, and the conversation with it, until somebody writes there. */
  | { readonly kind: "blocked"; readonly error: DeliveryError };

/** How often and how long a delivery is tried; all times in milliseconds. */
export interface Patience {
  /** Milliseconds before the second try; doubled for each further one. */
  readonly firstPause: number;
  readonly longestPause: number;
  readonly mostTries: number;
  readonly longestAge: number;
}
/** The usual: at most 200 tries within a day, a quarter of an hour apart at the most. */
export const patience: Patience = {
  firstPause: 1000,
  longestPause: 15 * 60_000,
  mostTries: 200,
  longestAge: 24 * 3_600_000,
};

/**
 * Reads the connector's answer by Microsoft's table of statuses (conversation-messages, "status codes"). What it
 * does not list is taken by its class: another 4xx is our mistake, another 5xx is a 500.
 */
export function judgeAnswer(facts: CallFacts, limits: Patience = patience): Judgement {
  const { result, kind } = facts;
  switch (result.kind) {
    case "not_sent":
      return tryAgain(facts, limits, "unreachable");
    case "no_answer":
      // A PUT that is repeated changes nothing more; a POST might stand there twice.
      return kind === "update"
        ? tryAgain(facts, limits, "no_answer")
        : { kind: "unknown", error: "no_answer" };
    case "wrong_address":
      return { kind: "blocked", error: "wrong_address" };
    case "answered":
      return judgeStatus(facts, limits, result);
  }
}

type Answered = Extract<CallResult, { kind: "answered" }>;

function judgeStatus(facts: CallFacts, limits: Patience, { status, code, activityId }: Answered): Judgement {
  if (status >= 200 && status < 300) return { kind: "sent", activityId: activityId ?? null };
  if (status === 412 || status === 429 || status === 502 || status === 503 || status === 504) {
    return tryAgain(facts, limits, "busy");
  }
  // Every refusal ends with the next activity from there: it shows that we are let in, and brings the right address.
  if (status === 403) return { kind: "blocked", error: "blocked" };
  if (status === 404) return judgeMissing(facts, code);
  if (status === 413) return { kind: "failed", error: "too_big" };
  if (status === 401) return { kind: "failed", error: "not_allowed" };
  if (status < 500) return { kind: "failed", error: "bad_request" };
  // The table forbids a repeat. The service broke somewhere on the way, perhaps after it had posted; an edit that
  // is lost does no harm and is simply not there.
  return facts.kind === "update"
    ? { kind: "failed", error: "service_error" }
    : { kind: "unknown", error: "service_error" };
}

function judgeMissing({ kind }: CallFacts, code: string | undefined): Judgement {
  if (kind !== "post" && code === "ActivityNotFoundInConversation") {
    return { kind: "failed", error: "post_gone", forget: "post" };
  }
  return { kind: "failed", error: "conversation_gone", forget: "conversation" };
}

/** Another try, later with every one; none where it was tried too often or for too long. */
export function tryAgain(facts: CallFacts, limits: Patience, error: DeliveryError): Judgement {
  const now = Date.parse(facts.now);
  const at = now + Math.max(pauseAfter(facts, limits), readRetryAfter(facts, now));
  if (facts.attempts >= limits.mostTries) return { kind: "failed", error: "too_many_tries" };
  if (at - Date.parse(facts.since) > limits.longestAge) return { kind: "failed", error: "too_old" };
  return { kind: "again", at: new Date(at).toISOString(), error };
}

/** Milliseconds: doubled with every try up to the longest, the second half of it by chance. */
function pauseAfter({ attempts, random }: CallFacts, { firstPause, longestPause }: Patience): number {
  const whole = Math.min(longestPause, firstPause * 2 ** Math.min(attempts - 1, 30));
  return Math.round(whole * (0.5 + random / 2));
}

/** Milliseconds the service asks for; nothing usable counts as nothing. */
function readRetryAfter({ result }: CallFacts, now: number): number {
  const wish = result.kind === "answered" ? result.retryAfter?.trim() : undefined;
  if (wish === undefined || wish === "") return 0;
  const wait = /^\d+(\.\d+)?$/.test(wish) ? Number(wish) * 1000 : Date.parse(wish) - now;
  return Number.isFinite(wait) ? Math.max(0, Math.ceil(wait)) : 0;
}
