import { ConnectorError } from "../errors";
import { type CallResult, judgeAnswer } from "../escalation/judge-answer";
import { addressOf, openConnections, within } from "./connector-exchange";

/** One call about an activity of ours for whom an answer is waited for; the address has been checked. */
export interface ActivityCall {
  readonly method: "POST" | "PUT" | "DELETE";
  readonly serviceUrl: string;
  readonly conversationId: string;
  /** What is answered, changed or removed; absent: a new activity of the conversation. */
  readonly activityId?: string | undefined;
  /** Absent where there is nothing to say. */
  readonly activity?: object;
  /** The bot's token; null for a bot that is nobody. */
  readonly token: () => Promise<string | null>;
}

/** Calls to the connector within a turn or right after it; deliveries are called for with more patience. */
export interface ConnectorCalls {
  /**
   * Tells the id of the activity. Throws a ConnectorError when it was not taken; what certainly did not arrive is called
   * again a few times, what may have arrived is not.
   */
  call(call: ActivityCall): Promise<string | undefined>;
  close(): void;
}

/** How long calls may take, and the clock and chance they go by. */
export interface CallOptions {
  /** Milliseconds for the token, and again for each call. */
  readonly deadlineMs: number;
  readonly now: () => Date;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Resolves after so many milliseconds. */
  readonly pause: (ms: number) => Promise<unknown>;
}

/**
 * Makes them on connections of their own. A call rejects with a ConnectorError: `unknown` where it may have arrived,
 * else `refused` or `not_now`.
 */
export function createConnectorCalls({ deadlineMs, ...ports }: CallOptions): ConnectorCalls {
  const connections = openConnections();
  return {
    async call({ method, serviceUrl, conversationId, activityId, activity, token }) {
      const known = await within(deadlineMs, token());
      const authorization = known === null ? {} : { authorization: `Bearer ${known}` };
      const body = activity === undefined ? "" : JSON.stringify(activity);
      const url = addressOf(serviceUrl, conversationId, activityId);
      const request = { method, url, body, authorization, deadlineMs };
      return insist(method, () => connections.exchange(request), { ...ports, deadlineMs });
    },
    close() {
      connections.close();
    },
  };
}

/** Calls in all. */
const mostCalls = 3;
/** Milliseconds somebody waits for the next call rather than for nothing. */
const longestPause = 3000;
/** Milliseconds from the first call to the end of the last one. */
const longestCalls = 10_000;

/** Calls again what certainly did not arrive, after the pause that deliveries make, where that is short. */
async function insist(
  method: ActivityCall["method"],
  call: () => Promise<CallResult>,
  { deadlineMs, now, random, pause }: CallOptions,
): Promise<string | undefined> {
  const since = now();
  // What is removed twice is gone as well, as what is changed twice is changed.
  const kind = method === "POST" ? "post" : "update";
  for (let attempts = 1; ; attempts += 1) {
    const result = await call();
    const at = now();
    const times = { since: since.toISOString(), now: at.toISOString() };
    const next = judgeAnswer({ result, kind, attempts, ...times, random: random() });
    if (next.kind === "sent") return next.activityId ?? undefined;
    if (next.kind === "unknown") throw new ConnectorError(tellOf(result), "unknown");
    if (next.kind !== "again") throw new ConnectorError(tellOf(result), "refused");
    const ms = Date.parse(next.at) - at.getTime();
    const isOver = at.getTime() - since.getTime() + ms + deadlineMs > longestCalls;
    if (attempts === mostCalls || ms > longestPause || isOver)
      throw new ConnectorError(tellOf(result), "not_now");
    await pause(ms);
  }
}

function tellOf(result: CallResult): string {
  return result.kind === "answered"
    ? `the connector refused a message with ${result.status}`
    : `the connector gave no answer (${result.kind})`;
}
