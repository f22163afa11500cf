import http from "node:http";
import https from "node:https";
import { z } from "zod";
import type { CallResult } from "../escalation/judge-answer";
import type { CallRequest } from "../escalation/send-tools";

export interface ConnectorClientOptions {
  /** The bot's token; null in local mode, where nobody asks for one. Rejects when it cannot be had. */
  readonly token: (() => Promise<string>) | null;
  readonly isServiceAllowed: (serviceUrl: string) => boolean;
  /** Milliseconds from the first byte to the last; the connector of Teams answers within a second or two. */
  readonly deadlineMs?: number;
}

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

/** Characters of an answer that are looked at; ours are a few hundred. */
const answerLimit = 16_384;
const headerLimit = 16_384;

const Answer = z.looseObject({
  id: z.string().min(1).max(512).optional().catch(undefined),
  error: z
    .looseObject({
      code: z.string().max(64).optional().catch(undefined),
      subCode: z.string().max(64).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  subCode: z.string().max(64).optional().catch(undefined),
});

/**
 * Calls the connector over connections that stay open. Unlike the SDK's client it never repeats a call, gives
 * up after a time limit, and says whether anything went out: only then may a post be repeated.
 */
export function createConnectorClient({
  token,
  isServiceAllowed,
  deadlineMs = 10_000,
}: ConnectorClientOptions): ConnectorClient {
  // Idle connections end before the service's side ends them, or a post would meet a closed one.
  const settings = { keepAlive: true, maxSockets: 32, timeout: 20_000 };
  const agents = { "http:": new http.Agent(settings), "https:": new https.Agent(settings) };

  const authorize = async (): Promise<object> =>
    token === null ? {} : { authorization: `Bearer ${await within(deadlineMs, token())}` };

  async function readMember({ serviceUrl, conversationId, userId }: MemberPlace): Promise<unknown> {
    if (!isAllowed(serviceUrl, isServiceAllowed)) return null;
    const conversation = `v3/conversations/${escape(conversationId)}`;
    const path = `${conversation}/members/${escape(userId)}`;
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
    const url = addressOf(request);
    const isPlain = url.protocol === "http:";
    const options: https.RequestOptions = {
      method: request.activityId === null ? "POST" : "PUT",
      agent: isPlain ? agents["http:"] : agents["https:"],
      maxHeaderSize: headerLimit,
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        ...authorization,
      },
    };
    return exchange((isPlain ? http : https).request(url, options), body, deadlineMs);
  }

  return {
    call,
    readMember,
    close() {
      agents["http:"].destroy();
      agents["https:"].destroy();
    },
  };
}

/** Checked again where the token is sent: what is stored came from an earlier activity. */
function isAllowed(serviceUrl: string, check: (serviceUrl: string) => boolean): boolean {
  return URL.canParse(serviceUrl) && check(serviceUrl);
}

/** Half a character in an id, which nobody has, must not break off a call. */
function escape(id: string): string {
  return encodeURIComponent(id.toWellFormed());
}

/** A reply belongs to a thread by its address; `replyToId` alone would begin a new one. */
function addressOf({ serviceUrl, conversationId, threadId, activityId }: CallRequest): URL {
  const conversation = threadId === null ? conversationId : `${conversationId};messageid=${threadId}`;
  const path = `v3/conversations/${escape(conversation)}/activities`;
  const activity = activityId === null ? "" : `/${escape(activityId)}`;
  return new URL(`${serviceUrl.replace(/\/+$/, "")}/${path}${activity}`);
}

function writeActivity({ activity, activityId, conversationId }: CallRequest): object {
  const id = activityId === null ? {} : { id: activityId };
  return { ...activity, ...id, conversation: { id: conversationId } };
}

/** Rejects when it takes longer; the work itself may go on. */
async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error("a time limit has passed"));
  }, ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs one request to its end, whatever that is. */
function exchange(request: http.ClientRequest, body: string, deadlineMs: number): Promise<CallResult> {
  return new Promise((resolve) => {
    let isOut = false;
    const end = (result: CallResult): void => {
      clearTimeout(deadline);
      resolve(result);
    };
    const lose = (): void => {
      end({ kind: isOut ? "no_answer" : "not_sent" });
      request.destroy();
    };
    const deadline = setTimeout(lose, deadlineMs);
    request.on("socket", (socket) => {
      // Until a connection stands, nothing can have arrived.
      if (!socket.connecting) isOut = true;
      else socket.once("encrypted" in socket ? "secureConnect" : "connect", () => (isOut = true));
    });
    request.on("error", lose);
    request.on("response", (response) => {
      readAnswer(response, end, lose);
    });
    request.end(body);
  });
}

function readAnswer(
  response: http.IncomingMessage,
  end: (result: CallResult) => void,
  lose: () => void,
): void {
  let text = "";
  response.setEncoding("utf8");
  response.on("data", (chunk: string) => {
    if (text.length < answerLimit) text += chunk;
  });
  response.on("error", lose);
  response.on("aborted", lose);
  response.on("end", () => {
    const { id, error, subCode } = parseAnswer(text);
    end({
      kind: "answered",
      status: response.statusCode ?? 0,
      code: error?.code,
      subCode: error?.subCode ?? subCode,
      retryAfter: response.headers["retry-after"],
      activityId: id,
    });
  });
}

/** What is no JSON of the known shape tells nothing but its status. */
function parseAnswer(text: string): Partial<z.infer<typeof Answer>> {
  try {
    return Answer.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}
