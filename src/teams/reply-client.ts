import { setTimeout as wait } from "node:timers/promises";
import type { Activity } from "botbuilder";
import { ConnectorError } from "../errors";
import { type CallResult, judgeAnswer } from "../escalation/judge-answer";
import type { InboundActivity } from "./activity";
import type { Authenticated } from "./adapter";
import { type Connections, encodeId, openConnections, within } from "./connector-exchange";

/** Answers one activity in its conversation, through the connector. */
export interface Answering {
  /** Posts a reply and tells its id. Throws a ConnectorError when it was not taken; what may have arrived is not repeated. */
  post(message: Partial<Activity>): Promise<string | undefined>;
  /** Puts a message in the place of one of ours. Throws a ConnectorError when it was not taken. */
  update(activityId: string, message: Partial<Activity>): Promise<void>;
}

export interface ReplyClient {
  answering(authenticated: Authenticated, activity: InboundActivity): Answering;
  close(): void;
}

export interface ReplyClientOptions {
  /** The bot's token for whom the activity came from; null for a bot that is nobody. */
  readonly tokenFor: (authenticated: Authenticated, serviceUrl: string) => Promise<string | null>;
  /** Milliseconds for the token, and again for the call. */
  readonly deadlineMs: number;
}

/**
 * Replies with what the SDK's turn context would send, without what it makes for each turn: its pipeline, serializer and
 * clients take longer than all the rest of a typed turn. The address has been checked with the activity.
 */
export function createReplyClient({ tokenFor, deadlineMs }: ReplyClientOptions): ReplyClient {
  const connections = openConnections();
  return {
    answering(authenticated, activity) {
      const authorize = async (): Promise<object> => {
        const token = await within(deadlineMs, tokenFor(authenticated, activity.serviceUrl));
        return token === null ? {} : { authorization: `Bearer ${token}` };
      };
      return answerWith(connections, { activity, authorize, deadlineMs });
    },
    close() {
      connections.close();
    },
  };
}

interface Means {
  readonly activity: InboundActivity;
  readonly authorize: () => Promise<object>;
  readonly deadlineMs: number;
}

function answerWith(connections: Connections, { activity, authorize, deadlineMs }: Means): Answering {
  const call = async (
    method: "POST" | "PUT",
    id: string | undefined,
    message: Partial<Activity>,
  ): Promise<string | undefined> => {
    const authorization = await authorize();
    const body = JSON.stringify({ ...message, ...addressed(activity) });
    const url = addressOf(activity, id);
    const kind = method === "POST" ? "post" : "update";
    return idOf(
      await insist(kind, () => connections.exchange({ method, url, body, authorization, deadlineMs })),
    );
  };
  return {
    post: (message) => call("POST", activity.id, { inputHint: "acceptingInput", ...message }),
    async update(activityId, message) {
      await call("PUT", activityId, { ...message, id: activityId });
    },
  };
}

/** Calls in all, and the milliseconds somebody waits for the next one rather than for nothing. */
const mostCalls = 3;
const longestPause = 3000;

/** Calls again what certainly did not arrive, after the pause that deliveries make, where that is short. */
async function insist(kind: "post" | "update", call: () => Promise<CallResult>): Promise<CallResult> {
  const begun = Date.now();
  for (let attempts = 1; ; attempts += 1) {
    const result = await call();
    const now = Date.now();
    const times = { since: isoOf(begun), now: isoOf(now) };
    const next = judgeAnswer({ result, kind, attempts, ...times, random: Math.random() });
    if (next.kind !== "again" || attempts === mostCalls) return result;
    const pause = Date.parse(next.at) - now;
    if (now - begun + pause > longestPause) return result;
    await wait(pause);
  }
}

function isoOf(moment: number): string {
  return new Date(moment).toISOString();
}

/** A channel's conversation id carries the thread; the activity that is answered stands behind it. */
function addressOf({ serviceUrl, conversation }: InboundActivity, id: string | undefined): URL {
  const path = `v3/conversations/${encodeId(conversation.id)}/activities`;
  return new URL(`${serviceUrl.replace(/\/+$/, "")}/${path}${id === undefined ? "" : `/${encodeId(id)}`}`);
}

/** Back to where the activity came from. */
function addressed({
  channelId,
  serviceUrl,
  conversation,
  from,
  recipient,
  locale,
  id,
}: InboundActivity): object {
  return { channelId, serviceUrl, conversation, from: recipient, recipient: from, locale, replyToId: id };
}

function idOf(result: CallResult): string | undefined {
  if (result.kind !== "answered")
    throw new ConnectorError(`the connector gave no answer (${result.kind})`, result.kind === "no_answer");
  if (result.status < 200 || result.status > 299)
    throw new ConnectorError(`the connector refused a message with ${result.status}`, result.status === 500);
  return result.activityId;
}
