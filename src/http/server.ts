import type { IncomingMessage, ServerResponse } from "node:http";
import restify from "restify";
import { createMessages, type MessagesOptions } from "./answer-messages";

declare module "restify" {
  interface Server {
    /** Runs before restify does anything; a request for which a handler says false is no matter of restify's. */
    first(handler: (request: IncomingMessage, response: ServerResponse) => boolean): void;
  }
}

/** Who answers, and what is refused before. */
export interface ServerOptions extends Pick<MessagesOptions, "bot" | "refuse"> {
  /** Whether every caller must bring a good token: others are refused before a byte of theirs is read. */
  readonly isTokenNeeded?: boolean;
  readonly limits?: MessagesOptions["limits"];
}

const messagesPath = "/api/messages";

/** A restify server with the messaging endpoint. Refusals have empty bodies: they tell a stranger nothing. */
export function createServer({
  bot,
  refuse,
  isTokenNeeded = false,
  limits = {},
}: ServerOptions): restify.Server {
  const server = restify.createServer({
    name: "partner-support",
    handleUncaughtExceptions: false,
    formatters: { "application/json": formatBody },
  });
  const headers = securityHeaders(isTokenNeeded);
  server.pre((_request, response, next) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    next();
  });
  server.get("/healthz", (_request, response, next) => {
    response.send(200, { status: "ok" });
    next();
  });
  const answerMessages = createMessages({ bot, refuse, isTokenNeeded, limits, headers });
  // Nearly all requests are these: on the way round restify's chains a turn costs a tenth more.
  server.first((request, response) => {
    if (response.headersSent) return false;
    if (request.method !== "POST" || request.url !== messagesPath) return true;
    void answerMessages(request, response);
    return false;
  });
  // For those that add a query, and for whoever comes with another method.
  server.post(messagesPath, answerMessages);
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

/** A refusal of the server itself (404, 405, 413 …) tells its status and nothing more. */
function formatBody(_request: unknown, _response: unknown, body: unknown): string {
  return body instanceof Error ? "" : JSON.stringify(body);
}
