import type { ConnectorRequest, Fault } from "./connector-call";

/** How the next calls of the bot go wrong. */
export interface FaultPlan {
  /** For the next calls, one each; null lets a call through. */
  readonly next?: readonly (Fault | null)[];
  /** Afterwards: this share of the calls, by chance, which the seed repeats. */
  readonly random?: { readonly seed: number; readonly share: number; readonly faults: readonly Fault[] };
  /** Which calls; all that post or edit an activity when it is left out. */
  readonly concerns?: (request: ConnectorRequest) => boolean;
}

/** The faults of Teams' connector by name, with bodies as it sends them. */
export const connectorFaults = {
  throttled: refusal(429, "Throttled"),
  throttledFor: (seconds: number): Fault => ({
    ...refusal(429, "Throttled"),
    headers: { "retry-after": String(seconds) },
  }),
  preconditionFailed: refusal(412, "PreconditionFailed"),
  serviceError: refusal(500, "ServiceError"),
  badGateway: refusal(502, "BadGateway"),
  unavailable: refusal(503, "ServiceUnavailable"),
  gatewayTimeout: refusal(504, "GatewayTimeout"),
  blocked: refusal(403, "ConversationBlockedByUser"),
  writesBlocked: {
    status: 403,
    body: { error: { code: "Forbidden", subCode: "MessageWritesBlocked", message: "Refused." } },
  },
  notInRoster: refusal(403, "BotNotInConversationRoster"),
  conversationNotFound: refusal(404, "ConversationNotFound"),
  activityNotFound: refusal(404, "ActivityNotFoundInConversation"),
  tooBig: refusal(413, "MessageSizeTooBig"),
  lostBefore: { drop: true },
  lostAfter: { drop: true, afterHandling: true },
  /** Never answered, and without effect; ends after the milliseconds so that nothing waits for ever. */
  hang: (ms: number): Fault => ({ hang: ms, unserved: true }),
  slow: (ms: number): Fault => ({ hang: ms }),
} as const;

function refusal(status: number, code: string): Fault & { readonly status: number } {
  return { status, body: { error: { code, message: "Refused." } } };
}

/** Makes the function that says for each call how it goes wrong, if it does. */
export function createFaults({
  next = [],
  random,
  concerns = isActivityCall,
}: FaultPlan): (request: ConnectorRequest) => Fault | undefined {
  const waiting = [...next];
  const chance = random === undefined ? null : createChance(random.seed);
  return (request) => {
    if (!concerns(request)) return undefined;
    if (waiting.length > 0) return waiting.shift() ?? undefined;
    if (random === undefined || chance === null || chance() >= random.share) return undefined;
    return random.faults[Math.floor(chance() * random.faults.length)];
  };
}

/** A call that posts or edits. */
export function isActivityCall({ method, path }: ConnectorRequest): boolean {
  return /^(POST|PUT)$/i.test(method) && /\/activities(\/[^/]*)?$/.test(path);
}

/** Numbers from 0 up to 1 that a seed repeats (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
