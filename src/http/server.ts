import restify from "restify";
import type { Bot } from "../teams/bot";

/** Bytes of a request body; Teams' own activities stay far below. */
const bodyLimit = 262_144;

export interface ServerOptions {
  readonly bot: Bot;
  /** A check beyond the token, for the local mode; an answer refuses the request. */
  readonly refuse?: (request: restify.Request) => number | undefined;
}

/** A restify server with the messaging endpoint. Refusals have empty bodies: they tell a stranger nothing. */
export function createServer({ bot, refuse }: ServerOptions): restify.Server {
  const server = restify.createServer({
    name: "partner-support",
    handleUncaughtExceptions: false,
    formatters: { "application/json": formatBody },
  });
  server.get("/healthz", (_request, response, next) => {
    response.send(200, { status: "ok" });
    next();
  });
  server.post("/api/messages", readBody, async (request, response) => {
    const refused = refuse?.(request);
    const answer =
      refused === undefined
        ? await bot.receive(request.header("authorization", ""), parseJson(request.body))
        : { status: refused };
    sendAnswer(response, answer);
  });
  return server;
}

/** Reads the body as text within the limit; 413 beyond it. Parsing is ours, so that a fault has an empty body. */
export const readBody = restify.plugins.bodyReader({ maxBodySize: bodyLimit });

/** The parsed body; undefined when it is not JSON, which no schema accepts. */
export function parseJson(body: unknown): unknown {
  if (typeof body !== "string" && !Buffer.isBuffer(body)) return body;
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function sendAnswer(
  response: restify.Response,
  { status, body }: { readonly status: number; readonly body?: unknown },
): void {
  // Past restify's formatters and their chain, which look for what an answer of ours never asks for.
  const text = body === undefined ? "" : JSON.stringify(body);
  const type = body === undefined ? {} : { "Content-Type": "application/json" };
  response.writeHead(status, { ...type, "Content-Length": String(Buffer.byteLength(text)) });
  response.end(text);
}

/** A refusal of the server itself (404, 405, 413 …) tells its status and nothing more. */
function formatBody(_request: unknown, _response: unknown, body: unknown): string {
  return body instanceof Error ? "" : JSON.stringify(body);
}
