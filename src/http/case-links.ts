import type restify from "restify";
import { tabCaseLink, tabCasePath } from "../links/tab-link";
import { formatRecordNumber, parseRecordNumber } from "../records/record";

/** Where the tab is that a link to a case leads to. */
export interface CaseLinkOptions {
  /** The app's id in Teams; null where it is not known, and in local mode, which opens the tab itself. */
  readonly appId: string | null;
  /** Our own domain; null where it is not set, and the one that was asked for is named. */
  readonly domain: string | null;
  readonly isLocal: boolean;
}

/**
 * Mounts `/cases/PS-000001`. Whoever follows it is not known here, so nothing is looked up: every number leads to the
 * tab in the same way, and the tab asks who is there. Anything that is no number is not found.
 */
export function mountCaseLinks(server: restify.Server, options: CaseLinkOptions): void {
  server.get("/cases/:number", (request: restify.Request, response: restify.Response, next) => {
    const path: unknown = request.params;
    const number = parseRecordNumber(readNumber(path));
    const location = number === null ? null : placeOf(number, request, options);
    const headers = { "cache-control": "no-store", "referrer-policy": "no-referrer", "content-length": "0" };
    if (location === null) response.writeHead(404, headers);
    else response.writeHead(302, { ...headers, location });
    response.end();
    next();
  });
}

function readNumber(params: unknown): string {
  if (typeof params !== "object" || params === null || !("number" in params)) return "";
  return typeof params.number === "string" ? params.number : "";
}

function placeOf(number: number, request: restify.Request, options: CaseLinkOptions): string {
  const { appId, domain, isLocal } = options;
  const name = formatRecordNumber(number);
  if (isLocal || appId === null) return tabCasePath(name);
  return tabCaseLink(appId, domain ?? request.header("host", ""), name);
}
