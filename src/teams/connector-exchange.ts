import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import { z } from "zod";
import type { CallResult } from "../escalation/judge-answer";

/** Characters of an answer that are looked at; ours are a few hundred. */
const answerLimit = 16_384;
const headerLimit = 16_384;

/** One call to the connector. */
export interface Exchange {
  readonly method: "POST" | "PUT" | "DELETE";
  readonly url: URL;
  /** JSON, or empty for none. */
  readonly body: string;
  /** The header of that name, or none. */
  readonly authorization: object;
  /** Milliseconds from the first byte to the last. */
  readonly deadlineMs: number;
}

/** Connections to the connector that stay open. */
export interface Connections {
  /** Never rejects, and never repeats. */
  exchange(call: Exchange): Promise<CallResult>;
  close(): void;
}

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

/** At most 32 to each address; one that idles for 20 seconds is closed. */
export function openConnections(): Connections {
  // Idle connections end before the service's side ends them, or a post would meet a closed one.
  const settings = { keepAlive: true, maxSockets: 32, timeout: 20_000 };
  const agents = { "http:": new http.Agent(settings), "https:": new https.Agent(settings) };
  const dropOverdue = { "http:": watchIdle(agents["http:"]), "https:": watchIdle(agents["https:"]) };
  return {
    exchange({ method, url, body, authorization, deadlineMs }) {
      const isPlain = url.protocol === "http:";
      const scheme = isPlain ? "http:" : "https:";
      dropOverdue[scheme]();
      const options: https.RequestOptions = {
        method,
        agent: agents[scheme],
        maxHeaderSize: headerLimit,
        headers: {
          ...(body === "" ? {} : { "content-type": "application/json" }),
          "content-length": Buffer.byteLength(body),
          ...authorization,
        },
      };
      return exchange((isPlain ? http : https).request(url, options), body, deadlineMs);
    },
    close() {
      agents["http:"].destroy();
      agents["https:"].destroy();
    },
  };
}

/**
 * Makes what ends the idle connections whose time is over. The agent does that by a timer, which is late when the program
 * was: a post made in that very moment would go over a connection that the other side has ended, and nobody could tell
 * whether it arrived.
 */
function watchIdle(agent: http.Agent): () => void {
  const since = new WeakMap<Duplex, number>();
  agent.on("free", (socket: Duplex) => {
    since.set(socket, performance.now());
  });
  return () => {
    for (const sockets of Object.values(agent.freeSockets)) {
      for (const socket of sockets ?? []) {
        const idle = performance.now() - (since.get(socket) ?? Number.NaN);
        // What the other side asked for is in here, less a second.
        if (idle >= (socket.timeout ?? Number.NaN)) socket.destroy();
      }
    }
  };
}

/** Rejects when it takes longer; the work itself may go on. */
export async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
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

/** Where an activity of a conversation is, or new ones are posted. */
export function addressOf(serviceUrl: string, conversationId: string, activityId?: string): URL {
  const path = `v3/conversations/${encodeId(conversationId)}/activities`;
  const activity = activityId === undefined ? "" : `/${encodeId(activityId)}`;
  return new URL(`${serviceUrl.replace(/\/+$/, "")}/${path}${activity}`);
}

/** An id as a part of an address. Half a character in it, which nobody has, must not break off a call. */
export function encodeId(id: string): string {
  return encodeURIComponent(id.toWellFormed());
}
