import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { AdjustableClock } from "./adjustable-clock";
import type { LocalConnector } from "./local-connector";
import { doDeed, parseDeed } from "./deed";
import { createEventStream } from "./event-stream";
import { createFileRoutes } from "./file-routes";
import { refuseForeignHost, refuseForeignPost } from "./loopback-guard";
import type { Deliveries } from "./page/wire";
import { createPanelRoutes } from "./panel-routes";
import { answerJson, headersFor, type PageAnswer, type PageRequest, type PageRoute } from "./page-request";

/** What the local chat is opened with. */
export interface LocalChatOptions {
  readonly connector: LocalConnector;
  /** The clock the panel moves. */
  readonly clock?: AdjustableClock;
  /** Called after the panel moved the clock: what waits for a time must look again. */
  readonly onClockMoved?: () => void;
  /** What has not arrived yet, of the app's outbox. */
  readonly countDeliveries?: () => Promise<Deliveries>;
  /** Where the page's HTML and CSS lie. */
  readonly pageRoot?: string;
  /** Where the page's compiled modules lie. */
  readonly moduleRoot?: string;
}

// Two levels up is the project's root from src/local-chat as well as from dist/local-chat.
const projectRoot = join(__dirname, "../..");
const defaultPageRoot = join(projectRoot, "src/local-chat/page");
const defaultModuleRoot = join(projectRoot, "dist/local-chat/page");

const assetName = /^[a-z0-9-]+(?:\.min)?\.(?:css|js)$/;
const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** The routes of the local chat's page, for an HTTP layer to mount. Only requests to loopback names are served. */
export function createLocalChat({
  pageRoot = defaultPageRoot,
  moduleRoot = defaultModuleRoot,
  ...options
}: LocalChatOptions): readonly PageRoute[] {
  const { connector } = options;
  const redirect: PageAnswer = { status: 302, headers: { ...headersFor("text/plain"), location: "/local/" } };
  const routes: readonly PageRoute[] = [
    { method: "GET", path: "/local", handle: () => Promise.resolve(redirect) },
    { method: "GET", path: "/local/", handle: () => serveFile(join(pageRoot, "index.html")) },
    {
      method: "GET",
      path: "/local/assets/*",
      handle: ({ path }) => serveAsset(path, { pageRoot, moduleRoot }),
    },
    {
      method: "GET",
      path: "/local/events",
      handle: () => Promise.resolve(createEventStream(connector)),
    },
    ...createFileRoutes(connector),
    ...createPanelRoutes(options),
    { method: "POST", path: "/local/actions", handle: (request) => serveDeed(connector, request) },
  ];
  return routes.map((route) => ({
    ...route,
    handle: async (request) => refuseForeignHost(request) ?? (await route.handle(request)),
  }));
}

async function serveDeed(connector: LocalConnector, request: PageRequest): Promise<PageAnswer> {
  const refusal = refuseForeignPost(request);
  if (refusal !== undefined) {
    return refusal;
  }
  const parsed = parseDeed(request.body);
  if ("complaint" in parsed) {
    return answerJson(400, parsed.complaint);
  }
  const outcome = await doDeed(connector, parsed.deed);
  return answerJson("field" in outcome ? 400 : 200, outcome);
}

function serveAsset(path: string, roots: { readonly pageRoot: string; readonly moduleRoot: string }) {
  const name = path.split("/").at(-1) ?? "";
  // The pattern leaves no room for a path, so nothing outside the two folders can be named.
  if (!assetName.test(name)) {
    return Promise.resolve(notFound);
  }
  if (name === "adaptivecards.min.js") {
    return serveFile(require.resolve("adaptivecards/dist/adaptivecards.min.js"));
  }
  return serveFile(join(name.endsWith(".css") ? roots.pageRoot : roots.moduleRoot, name));
}

const notFound = answerJson(404, { field: "path", problem: "is not served" });

async function serveFile(file: string): Promise<PageAnswer> {
  try {
    return {
      status: 200,
      headers: headersFor(types[extname(file)] ?? "text/plain"),
      body: await readFile(file),
    };
  } catch {
    return notFound;
  }
}
