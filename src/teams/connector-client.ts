import type { CallResult } from "../escalation/judge-answer";
import type { CallRequest } from "../escalation/send-tools";
import { addressOf, encodeId, openConnections, within } from "./connector-exchange";

/** With which token, and which services may be called at all. */
export interface ConnectorClientOptions {
  /** The bot's token; null in local mode, where nobody asks for one. Rejects when it cannot be had. */
  readonly token: (() => Promise<string>) | null;
  readonly isServiceAllowed: (serviceUrl: string) => boolean;
  /** Milliseconds from the first byte to the last; the connector of Teams answers within a second or two. */
  readonly deadlineMs?: number;
}

/** Calls under a time limit; see `createConnectorClient`. */
export interface ConnectorClient {
  /** Posts or edits an activity. Never rejects. */
  call(request: CallRequest): Promise<CallResult>;
  /** Reads one member of a conversation as the connector tells of them; null when it does not. Never rejects. */
  readMember(place: MemberPlace): Promise<unknown>;
  close(): void;
}

/** Whom to read, where. */
export interface MemberPlace {
  readonly serviceUrl: string;
  readonly conversationId: string;
  readonly userId: string;
}

/**
 * Calls the connector over connections that stay open. Unlike the SDK's client it never repeats a call, gives
 * up after a time limit, and says whether anything went out: only then may a post be repeated.
 */
export function createConnectorClient({
  token,
  isServiceAllowed,
  deadlineMs = 10_000,
}: ConnectorClientOptions): ConnectorClient {
  const connections = openConnections();

  const authorize = async (): Promise<object> =>
    token === null ? {} : { authorization: `Bearer ${await within(deadlineMs, token())}` };

  async function readMember({ serviceUrl, conversationId, userId }: MemberPlace): Promise<unknown> {
    if (!isAllowed(serviceUrl, isServiceAllowed)) return null;
    const conversation = `v3/conversations/${encodeId(conversationId)}`;
    const path = `${conversation}/members/${encodeId(userId)}`;
    try {
      const response = await fetch(`${serviceUrl.replace(/\/+$/, "")}/${path}`, {
        headers: { ...(await authorize()) },
        redirect: "error",
        signal: AbortSignal.timeout(deadlineMs),
      });
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  async function call(request: CallRequest): Promise<CallResult> {
    if (!isAllowed(request.serviceUrl, isServiceAllowed)) return { kind: "wrong_address" };
    const body = JSON.stringify(writeActivity(request));
    let authorization: object;
    try {
      authorization = await authorize();
    } catch {
      return { kind: "not_sent" };
    }
    const url = placeOf(request);
    const method = request.activityId === null ? "POST" : "PUT";
    return connections.exchange({ method, url, body, authorization, deadlineMs });
  }

  return {
    call,
    readMember,
    close() {
      connections.close();
    },
  };
}

/** Checked again where the token is sent: what is stored came from an earlier activity. */
function isAllowed(serviceUrl: string, check: (serviceUrl: string) => boolean): boolean {
  return URL.canParse(serviceUrl) && check(serviceUrl);
}

/** A reply belongs to a thread by its address; `replyToId` alone would begin a new one. */
function placeOf({ serviceUrl, conversationId, threadId, activityId }: CallRequest): URL {
  const conversation = threadId === null ? conversationId : `${conversationId};messageid=${threadId}`;
  return addressOf(serviceUrl, conversation, activityId ?? undefined);
}

function writeActivity({ activity, activityId, conversationId }: CallRequest): object {
  const id = activityId === null ? {} : { id: activityId };
  return { ...activity, ...id, conversation: { id: conversationId } };
}
