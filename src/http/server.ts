import restify from "restify";
import type { Bot, BotAnswer } from "../teams/bot";
import { writeJson } from "./write-json";
import { readBytes } from "./read-bytes";

/** Bytes of a request body; Teams' own activities stay far below. */
const bodyLimit = 262_144;

/** Activities that are answered at once; who comes beyond them is asked to come again. */
const mostInFlight = 256;

/** Milliseconds: Teams gives a click five seconds and the service gives up after fifteen. */
const usualDeadline = 12_000;

export interface ServerOptions {
  readonly bot: Bot;
  /** A check beyond the token, for the local mode; an answer refuses the request. */
  readonly refuse?: (request: restify.Request) => number | undefined;
  /** Whether every caller must bring a good token: others are refused before a byte of theirs is read. */
  readonly isTokenNeeded?: boolean;
  readonly limits?: { readonly inFlight?: number; readonly deadline?: number };
}

/** A restify server with the messaging endpoint. Refusals have empty bodies: they tell a stranger nothing. */
export function createServer({
  bot,
  refuse,
  isTokenNeeded = false,
  limits: { inFlight = mostInFlight, deadline = usualDeadline } = {},
}: ServerOptions): restify.Server {
  const server = restify.createServer({
    name: "partner-support",
    handleUncaughtExceptions: false,
    formatters: { "application/json": formatBody },
  });
  const headers = Object.entries(securityHeaders(isTokenNeeded));
  server.pre((_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  });
  server.get("/healthz", (_request, response, next) => {
    response.send(200, { status: "ok" });
    next();
  });
  let underWay = 0;
  server.post("/api/messages", refuseStrangers(bot, isTokenNeeded), async (request, response) => {
    const refused = refuse?.(request) ?? refuseEncoded(request);
    if (refused !== undefined) {
      sendAnswer(response, { status: refused });
      return;
    }
    if (underWay >= inFlight) {
      sendAnswer(response, { status: 503, retryAfter: 1 });
      return;
    }
    const body = await readBytes(request, bodyLimit);
    if (body === null) {
      sendAnswer(response, { status: 413 });
      return;
    }
    underWay += 1;
    const work = bot.receive(request.header("authorization", ""), parseJson(body)).finally(() => {
      underWay -= 1;
    });
    sendAnswer(response, await answerWithin(deadline, work));
  });
  return server;
}

/** A way in: a method and a path, with `:name` and `*` where it varies. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

/** Every way into a server. */
export function listRoutes(server: restify.Server): readonly Route[] {
  const routes: readonly { readonly method: string; readonly path: unknown }[] = Object.values(
    server.router.getRoutes(),
  );
  return routes.map(({ method, path }) => ({ method, path: String(path) }));
}

/** What browsers are told with every answer; a page of ours says more for itself. */
function securityHeaders(isPublic: boolean): Readonly<Record<string, string>> {
  const always = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
  if (!isPublic) return always;
  return {
    ...always,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000",
  };
}

/**
 * Whoever brings no good token is sent away with the connection, before a byte of the body is read: what was posted is
 * a matter between Teams and the bot.
 */
function refuseStrangers(bot: Bot, isTokenNeeded: boolean): restify.RequestHandler {
  const admits = async (authorization: string): Promise<boolean> =>
    tokenShape.test(authorization) && (await bot.admits(authorization));
  return (request, response, next) => {
    if (!isTokenNeeded) {
      next();
      return;
    }
    void admits(request.header("authorization", "")).then((isAdmitted) => {
      if (!isAdmitted) {
        response.setHeader("Connection", "close");
        sendAnswer(response, { status: 401 });
      }
      next(isAdmitted ? undefined : false);
    });
  };
}

/** What the channel's tokens look like; they stay far below 8 KiB, and so does whoever wants to be looked at. */
const tokenShape = /^Bearer [\w-]{1,2048}\.[\w-]{1,4096}\.[\w-]{1,2048}$/;

/** Teams sends plain JSON; what is packed could be anything, and of any size. */
function refuseEncoded(request: restify.Request): number | undefined {
  return request.header("content-encoding", "identity") === "identity" ? undefined : 415;
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

/** Reads the body as text within the limit; 413 beyond it. Parsing is ours, so that a fault has an empty body. */
export const readBody = restify.plugins.bodyReader({ maxBodySize: bodyLimit });

/** The parsed body; undefined when it is not JSON, or nested beyond all use, which no schema accepts. */
export function parseJson(body: unknown): unknown {
  if (typeof body !== "string" && !Buffer.isBuffer(body)) return body;
  const text = body.toString();
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Cards are nested some twenty levels deep. */
const deepest = 200;

/** Thousands of levels would exhaust the stack of whatever walks through them. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  for (let place = 0; place < json.length; place += 1) {
    const sign = json.charAt(place);
    if (sign === '"') place = endOfText(json, place);
    else if (sign === "[" || sign === "{") depth += 1;
    else if (sign === "]" || sign === "}") depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** Where the text ends that begins here: at the next quotation mark that is no part of it. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (json.charAt(end - 1 - backslashes) === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return json.length;
}

function sendAnswer(response: restify.Response, { status, body, retryAfter }: BotAnswer): void {
  // Past restify's formatters and their chain, which look for what an answer of ours never asks for.
  const bytes = body === undefined ? nothing : writeJson(body);
  response.writeHead(status, {
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    ...(retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) }),
    "Content-Length": String(bytes.length),
  });
  response.end(bytes);
}

const nothing = Buffer.alloc(0);

/** A refusal of the server itself (404, 405, 413 …) tells its status and nothing more. */
function formatBody(_request: unknown, _response: unknown, body: unknown): string {
  return body instanceof Error ? "" : JSON.stringify(body);
}
