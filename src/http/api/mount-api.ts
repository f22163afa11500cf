import type restify from "restify";
import { StorageError } from "../../errors";
import type { Logger } from "../../log";
import { readBytes } from "../read-bytes";
import { refuseForeign } from "../refuse-foreign";
import { parseJson } from "../server";
import type { Identify } from "./caller";
import { postNote, postState } from "./change-case";
import { describeApi } from "./openapi";
import { type Operation, type OperationId, operations } from "./operations";
import { type Answer, answerProblem } from "./problem";
import { createRateLimit } from "./rate-limit";
import { type Call, type Desk, listRecords, readHistory, readRecord } from "./records-api";

/** Bytes of a body. */
const bodyLimit = 65_536;

const handlers: Readonly<Record<OperationId, (desk: Desk, call: Call) => Promise<Answer>>> = {
  listRecords,
  readRecord,
  readHistory,
  addNote: postNote,
  changeState: postState,
};

export interface ApiOptions {
  readonly desk: Desk;
  readonly identify: Identify;
  /** Local mode: only programs on this machine. */
  readonly isLocal: boolean;
  readonly log: Logger;
}

/** Mounts the records API with its description. */
export function mountApi(server: restify.Server, options: ApiOptions): void {
  const limit = createRateLimit(options.desk.now);
  for (const operation of operations) {
    const path = operation.path.replace("{number}", ":number");
    const serve = async (request: restify.Request, response: restify.Response): Promise<void> => {
      send(response, await answerSafely(options, () => answerCall(options, limit, operation, request)));
    };
    if (operation.method === "get") server.get(path, serve);
    else server.post(path, serve);
  }
  const description = { status: 200, body: describeApi() };
  server.get("/api/openapi.json", (request: restify.Request, response: restify.Response, next) => {
    send(response, refuse(options, request, true) ?? description);
    next();
  });
}

/** The one place where what went wrong is caught. */
async function answerSafely({ log }: ApiOptions, answer: () => Promise<Answer>): Promise<Answer> {
  try {
    return await answer();
  } catch (err) {
    log.error({ err }, "a call of the API failed");
    return err instanceof StorageError ? unavailable : answerProblem("internal");
  }
}

const unavailable = answerProblem("unavailable", {}, { "retry-after": "5" });

async function answerCall(
  options: ApiOptions,
  limit: (person: string) => number,
  operation: (typeof operations)[number],
  request: restify.Request,
): Promise<Answer> {
  const refused = refuse(options, request, true);
  if (refused !== undefined) return refused;
  const caller = await options.identify(request.headers);
  if (caller === "unknown") return { status: 401 };
  if (caller === "unavailable") return unavailable;
  const wait = limit(`${caller.tenantId} ${caller.person.id}`);
  if (wait > 0) return answerProblem("too-many", {}, { "retry-after": String(wait) });
  const body = await readCallBody(operation, request);
  if (body.kind === "refused") return body.answer;
  return handlers[operation.id](options.desk, {
    caller,
    number: readParameter(request.params, "number"),
    search: request.getQuery(),
    headers: request.headers,
    body: body.value,
  });
}

function refuse({ isLocal }: ApiOptions, request: restify.Request, isBodiless: boolean): Answer | undefined {
  const refused = isLocal ? refuseForeign(request, isBodiless) : undefined;
  return refused === undefined ? undefined : answerProblem("foreign-page");
}

type CallBody =
  { readonly kind: "read"; readonly value: unknown } | { readonly kind: "refused"; readonly answer: Answer };

async function readCallBody(
  { method }: Pick<Operation, "method">,
  request: restify.Request,
): Promise<CallBody> {
  if (method === "get") return { kind: "read", value: undefined };
  if (!/^application\/json\s*(;|$)/i.test(request.header("content-type", "")))
    return { kind: "refused", answer: answerProblem("wrong-type") };
  const bytes = await readBytes(request, bodyLimit);
  if (bytes === null) return { kind: "refused", answer: answerProblem("too-large") };
  return { kind: "read", value: parseJson(bytes) };
}

function readParameter(parameters: unknown, name: string): string {
  const found = typeof parameters === "object" && parameters !== null ? Object.entries(parameters) : [];
  const value: unknown = found.find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value : "";
}

/** Past restify's formatters, which know no problem documents. */
function send(response: restify.Response, { status, headers, body }: Answer): void {
  const text = body === undefined ? "" : JSON.stringify(body);
  response.writeHead(status, {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...headers,
    "content-length": String(Buffer.byteLength(text)),
  });
  response.end(text);
}
