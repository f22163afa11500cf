import type { IncomingMessage, ServerResponse } from "node:http";
import type { Bot, BotAnswer } from "../teams/bot";
import { createRound } from "./create-round";
import { parseJson } from "./parse-json";
import { readBytes } from "./read-bytes";
import { writeJson } from "./write-json";

/** Bytes of a request body; Teams' own activities stay far below. */
export const bodyLimit = 262_144;

/** Activities that are answered at once; who comes beyond them is asked to come again. */
const mostInFlight = 256;

/** Milliseconds: Teams gives a click five seconds and the service gives up after fifteen. */
const usualDeadline = 12_000;

/** Who answers, and what is refused before; a deadline is in milliseconds, `inFlight` a number of activities. */
export interface MessagesOptions {
  readonly bot: Bot;
  /** A check beyond the token, for the local mode; an answer refuses the request. */
  readonly refuse?: ((request: IncomingMessage) => number | undefined) | undefined;
  /** Whether every caller must bring a good token: others are refused before a byte of theirs is read. */
  readonly isTokenNeeded: boolean;
  readonly limits: {
    readonly inFlight?: number;
    readonly deadline?: number;
    /** In whose first place they are counted; threads that share it have one limit. */
    readonly underWay?: Int32Array;
  };
  /** What every answer carries. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers what was posted to the messaging endpoint. Never rejects; who has gone meanwhile gets nothing. */
export type AnswerMessages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Makes the messaging endpoint. Refusals have empty bodies: they tell a stranger nothing. */
export function createMessages({
  bot,
  refuse,
  isTokenNeeded,
  limits,
  headers,
}: MessagesOptions): AnswerMessages {
  const { inFlight = mostInFlight, deadline = usualDeadline, underWay = new Int32Array(1) } = limits;
  const round = createRound();

  async function work(request: IncomingMessage): Promise<BotAnswer> {
    const { authorization = "" } = request.headers;
    if (isTokenNeeded && !(await isKnown(bot, authorization))) return stranger;
    const refused = refuse?.(request) ?? refuseEncoded(request);
    if (refused !== undefined) return { status: refused };
    if (Atomics.load(underWay, 0) >= inFlight) return busy;
    const body = await readBytes(request, bodyLimit);
    if (body === null) return { status: 413 };
    await round();
    // Others came in while it was read.
    if (Atomics.add(underWay, 0, 1) >= inFlight) {
      Atomics.sub(underWay, 0, 1);
      return busy;
    }
    const turn = bot.receive(authorization, parseJson(body)).finally(() => {
      Atomics.sub(underWay, 0, 1);
    });
    return answerWithin(deadline, turn);
  }

  return async (request, response) => {
    try {
      const answer = await work(request);
      await round();
      sendAnswer(response, answer, headers);
    } catch {
      // Mostly the connection ended before the request did; whoever is still there is not left without an answer.
      if (response.headersSent) response.destroy();
      else sendAnswer(response, { status: 500 }, headers);
    }
  };
}

const busy: BotAnswer = { status: 503, retryAfter: 1 };

/** Whoever brings no good token is sent away with the connection: what was posted is a matter between Teams and the bot. */
const stranger: BotAnswer = { status: 401 };

/** What the channel's tokens look like; they stay far below 8 KiB, and so does whoever wants to be looked at. */
const tokenShape = /^Bearer [\w-]{1,2048}\.[\w-]{1,4096}\.[\w-]{1,2048}$/;

async function isKnown(bot: Bot, authorization: string): Promise<boolean> {
  return tokenShape.test(authorization) && bot.admits(authorization);
}

/** Teams sends plain JSON; what is packed could be anything, and of any size. */
function refuseEncoded({ headers }: IncomingMessage): number | undefined {
  return (headers["content-encoding"] ?? "identity") === "identity" ? undefined : 415;
}

/** A turn that hangs holds no connection; what it still does has one effect, also when it is brought again. */
async function answerWithin(milliseconds: number, work: Promise<BotAnswer>): Promise<BotAnswer> {
  const { promise, resolve } = Promise.withResolvers<BotAnswer>();
  const timer = setTimeout(() => {
    resolve({ status: 503, retryAfter: 5 });
  }, milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

const nothing = Buffer.alloc(0);

function sendAnswer(
  response: ServerResponse,
  answer: BotAnswer,
  headers: Readonly<Record<string, string>>,
): void {
  const { status, body, retryAfter } = answer;
  const bytes = body === undefined ? nothing : writeJson(body);
  response.writeHead(status, {
    ...headers,
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    ...(retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) }),
    ...(answer === stranger ? { Connection: "close" } : {}),
    "Content-Length": String(bytes.length),
  });
  response.end(bytes);
}
