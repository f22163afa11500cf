import type restify from "restify";
import type { LocalConnector } from "../local-chat/local-connector";
import type { PageAnswer, PageRoute, PageStream } from "../local-chat/page-request";
import { readBytes } from "./read-bytes";
import { refuseForeign } from "./refuse-foreign";
import { bodyLimit } from "./answer-messages";
import { parseJson } from "./parse-json";

/** Where the local chat's connector answers the bot's calls. */
export const connectorPath = "/connector";

/** Mounts the page of the local chat. */
export function mountLocalChat(server: restify.Server, routes: readonly PageRoute[]): void {
  for (const route of routes) {
    const serve = async (request: restify.Request, response: restify.Response): Promise<void> => {
      const bytes = route.method === "POST" ? await readBytes(request, bodyLimit) : undefined;
      if (bytes === null) {
        send(response, 413, {}, "");
        return;
      }
      const body = parseJson(bytes);
      sendPage(response, await route.handle({ path: request.path(), headers: request.headers, body }));
    };
    const { raw } = route;
    if (raw !== undefined) {
      const take = route.method === "PUT" ? server.put.bind(server) : server.post.bind(server);
      take(route.path, async (request: restify.Request, response: restify.Response) => {
        await serveRaw(route, raw, request, response);
      });
    } else if (route.method === "GET") server.get(route.path, serve);
    else server.post(route.path, serve);
  }
}

/** Mounts the local chat's connector: the bot calls it over HTTP like the one of Teams. */
export function mountConnector(server: restify.Server, connector: LocalConnector): void {
  const serve = async (request: restify.Request, response: restify.Response): Promise<void> => {
    const refused = refuseForeign(request, isBodiless(request));
    if (refused !== undefined) {
      send(response, refused, {}, "");
      return;
    }
    const bytes = isBodiless(request) ? undefined : await readBytes(request, bodyLimit);
    if (bytes === null) {
      send(response, 413, {}, "");
      return;
    }
    const [path = "", search = ""] = (request.url ?? "").slice(connectorPath.length + 1).split("?");
    const query = Object.fromEntries(new URLSearchParams(search));
    const answer = await connector.handle({
      method: method(request),
      path,
      query,
      body: parseJson(bytes),
    });
    if (answer.drop === true) response.socket?.destroy();
    else
      send(
        response,
        answer.status,
        { ...answer.headers, "content-type": "application/json" },
        JSON.stringify(answer.body ?? {}),
      );
  };
  const path = `${connectorPath}/*`;
  server.get(path, serve);
  server.post(path, serve);
  server.put(path, serve);
  server.del(path, serve);
}

/** For bodies that are no text: files. */
async function serveRaw(
  route: PageRoute,
  limit: number,
  request: restify.Request,
  response: restify.Response,
): Promise<void> {
  const bytes = await readBytes(request, limit);
  if (bytes === null) {
    send(response, 413, {}, "");
    return;
  }
  sendPage(response, await route.handle({ path: request.path(), headers: request.headers, bytes }));
}

function isBodiless(request: restify.Request): boolean {
  return method(request) === "GET" || method(request) === "DELETE";
}

function method(request: restify.Request): string {
  return request.method ?? "GET";
}

function sendPage(response: restify.Response, answer: PageAnswer | PageStream): void {
  if ("start" in answer) {
    response.writeHead(answer.status, answer.headers);
    const stop = answer.start((chunk) => response.write(chunk));
    response.on("close", stop);
  } else {
    send(response, answer.status, answer.headers, answer.body ?? "");
  }
}

/** Past restify's formatters, which would wrap text and buffers once more. */
function send(
  response: restify.Response,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): void {
  response.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(body)) });
  response.end(body);
}
