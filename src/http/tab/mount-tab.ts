import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type restify from "restify";
import { tabPath } from "../../links/tab-link";
import { refuseForeign } from "../refuse-foreign";
import { readTabFiles, type TabFile } from "./read-tab-files";
import { headersOfTab } from "./tab-headers";

const compress = promisify(gzip);

/** What the page is told by the server that sends it; nothing of a person, for anybody may fetch it. */
export interface TabSettings {
  readonly mode: "local" | "teams";
  /** Local mode: whom one can be. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly role: string }[];
  /** The app's id in Teams, and the domain of the links to cases; null where they are not set. */
  readonly appId: string | null;
  readonly domain: string | null;
}

/** Where the built tab lies, and what its page is told. */
export interface TabOptions {
  /** The folder of the built tab. */
  readonly folder: string;
  readonly settings: TabSettings;
}

/** Mounts the tab. Hashed files are kept by browsers for a year, the page itself is asked for each time. */
export function mountTab(server: restify.Server, { folder, settings }: TabOptions): void {
  const isLocal = settings.mode === "local";
  const files = readTabFiles(folder);
  const headers = headersOfTab(isLocal);
  const page = fillIn(files.get("index.html"), settings);
  const assets = new Map([...files].filter(([name]) => name.startsWith("assets/")));
  const send = createSender(headers);

  server.get("/tab", (_request: restify.Request, response: restify.Response, next) => {
    response.writeHead(308, { ...headers, location: tabPath, "content-length": "0" });
    response.end();
    next();
  });
  server.get(tabPath, async (request: restify.Request, response: restify.Response) => {
    // What others' pages could learn of this machine is nothing.
    const refused = isLocal ? refuseForeign(request, true) : undefined;
    await send(request, response, refused === undefined ? page : undefined, "no-cache");
  });
  server.get("/tab/assets/*", async (request: restify.Request, response: restify.Response) => {
    const name = request.path().slice(tabPath.length);
    await send(request, response, assets.get(name), "public, max-age=31536000, immutable");
  });
}

/** Tells the page its settings in a block that is data to every browser. */
function fillIn(page: TabFile | undefined, settings: TabSettings): TabFile | undefined {
  if (page === undefined) return undefined;
  const block = JSON.stringify(settings).replaceAll("<", "\\u003c");
  const empty = /(<script id="settings" type="application\/json">)(<\/script>)/;
  const filled = page.content
    .toString("utf8")
    .replace(empty, (_all, open: string, close: string) => open + block + close);
  return { ...page, content: Buffer.from(filled) };
}

/** Sends files whole or compressed, each compressed once; an unchanged one costs its headers. */
function createSender(headers: Readonly<Record<string, string>>) {
  const compressed = new WeakMap<TabFile, Promise<Buffer>>();
  const shrink = (file: TabFile): Promise<Buffer> => {
    const known = compressed.get(file) ?? compress(file.content);
    compressed.set(file, known);
    return known;
  };
  return async (
    request: restify.Request,
    response: restify.Response,
    file: TabFile | undefined,
    caching: string,
  ): Promise<void> => {
    if (file === undefined) {
      response.writeHead(404, { ...headers, "content-length": "0" });
      response.end();
      return;
    }
    const tag = `"${createHash("sha256").update(file.content).digest("base64url").slice(0, 22)}"`;
    const all = { ...headers, "cache-control": caching, etag: tag, vary: "accept-encoding" };
    if (request.header("if-none-match", "") === tag) {
      response.writeHead(304, all);
      response.end();
      return;
    }
    const isSmaller = /\bgzip\b/.test(request.header("accept-encoding", ""));
    const content = isSmaller ? await shrink(file) : file.content;
    response.writeHead(200, {
      ...all,
      "content-type": file.type,
      ...(isSmaller ? { "content-encoding": "gzip" } : {}),
      "content-length": String(content.length),
    });
    response.end(content);
  };
}
