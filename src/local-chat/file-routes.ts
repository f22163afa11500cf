import type { LocalConnector } from "./local-connector";
import { largestFile } from "./file-shelf";
import { refuseForeignOrigin } from "./loopback-guard";
import {
  answerJson,
  headersFor,
  type PageAnswer,
  type PageRequest,
  type PageRoute,
  readHeader,
} from "./page-request";

type Shelf = Pick<LocalConnector, "shelf">;

/** Where the page puts files, where the bot fetches them, and where it puts its own: what OneDrive is for Teams. */
export function createFileRoutes(connector: Shelf): readonly PageRoute[] {
  const shared = { raw: largestFile } as const;
  return [
    {
      ...shared,
      method: "POST",
      path: "/local/files",
      handle: (request) => answer(takeIn(connector, request)),
    },
    { method: "GET", path: "/local/files/*", handle: (request) => answer(handOut(connector, request)) },
    {
      ...shared,
      method: "PUT",
      path: "/local/uploads/*",
      handle: (request) => answer(fill(connector, request)),
    },
  ];
}

function answer(made: PageAnswer): Promise<PageAnswer> {
  return Promise.resolve(made);
}

function takeIn({ shelf }: Shelf, request: PageRequest): PageAnswer {
  const refusal = refuseForeignOrigin(request) ?? refuseOtherType(request);
  if (refusal !== undefined) return refusal;
  const name = decodeName(readHeader(request, "x-file-name"));
  const isPicture = readHeader(request, "x-file-kind") === "picture";
  const file = shelf.put({ name, isPicture }, request.bytes ?? Buffer.alloc(0));
  return file === null
    ? answerJson(413, { field: "file", problem: "is larger than 25 MB" })
    : answerJson(201, file);
}

/** A web site cannot post this type from a visitor's browser without asking first, and it is not answered then. */
function refuseOtherType(request: PageRequest): PageAnswer | undefined {
  return readHeader(request, "content-type") === "application/octet-stream"
    ? undefined
    : answerJson(415, { field: "content-type", problem: "must be application/octet-stream" });
}

function handOut({ shelf }: Shelf, { path }: PageRequest): PageAnswer {
  const found = shelf.find(lastPart(path));
  if (found === undefined) return answerJson(404, { field: "path", problem: "is no file here" });
  const { file, bytes } = found;
  return {
    status: 200,
    headers: {
      ...headersFor("application/octet-stream"),
      // Always saved and never opened here: it may be anything.
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
    body: bytes,
  };
}

/** Takes a file whole, as OneDrive does for small ones: `bytes 0-(n-1)/n`. */
function fill({ shelf }: Shelf, request: PageRequest): PageAnswer {
  const refusal = refuseForeignOrigin(request);
  if (refusal !== undefined) return refusal;
  const bytes = request.bytes ?? Buffer.alloc(0);
  if (readHeader(request, "content-range") !== `bytes 0-${bytes.length - 1}/${bytes.length}`)
    return answerJson(416, { field: "content-range", problem: "must be the whole file" });
  const file = shelf.fill(lastPart(request.path), bytes);
  return file === undefined
    ? answerJson(404, { field: "path", problem: "is no place for a file" })
    : answerJson(201, { id: file.id, name: file.name });
}

function lastPart(path: string): string {
  return path.split("/").at(-1) ?? "";
}

function decodeName(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? "").slice(0, 255);
  } catch {
    return "";
  }
}
