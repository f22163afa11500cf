import type restify from "restify";
import { z } from "zod";
import { StorageError } from "../../errors";
import type { Logger } from "../../log";
import { readBytes } from "../read-bytes";
import { refuseForeign } from "../refuse-foreign";
import { parseJson } from "../parse-json";
import type { Caller, Identify } from "./caller";
import { readFile } from "./case-files";
import { askFurther, readForm } from "./case-form";
import { readHandOver } from "./case-hand-over";
import { readPage } from "./case-page";
import { changeBy } from "./change-case";
import type { Call, Desk } from "./desk";
import { listRecords } from "./list-records";
import { readMe } from "./me";
import { describeApi } from "./openapi";
import { type Operation, type OperationId, operations } from "./operations";
import { type Answer, answerProblem } from "./problem";
import type { LimitMemory } from "../limit-memory";
import { createRateLimit, personRate, tenantRate } from "./rate-limit";
import { readHistory, readRecord } from "./records-api";
import { answerStranger, refuseStrangers } from "./refuse-strangers";
import { eraseSubject, exportSubject, listErasures } from "./privacy-api";
import { readReportPage, readReportTable } from "./reports-api";
import {
  addWebhook,
  changeWebhook,
  listWebhooks,
  removeWebhook,
  rotateWebhook,
  testWebhook,
} from "./webhooks-api";

/** Bytes of a body. */
const bodyLimit = 65_536;

const handlers: Readonly<Record<OperationId, (desk: Desk, call: Call) => Promise<Answer>>> = {
  readMe,
  listRecords,
  readRecord,
  readPage,
  readHistory,
  readForm,
  readFile,
  addNote: changeBy("addNote"),
  changeState: changeBy("changeState"),
  takeCase: changeBy("takeCase"),
  changeOwner: changeBy("changeOwner"),
  changeSeverity: changeBy("changeSeverity"),
  fileCase: changeBy("fileCase"),
  sendCase: changeBy("sendCase"),
  addEvidence: changeBy("addEvidence"),
  tickSteps: changeBy("tickSteps"),
  changeAnswers: changeBy("changeAnswers"),
  askFurther,
  readHandOver,
  linkCase: changeBy("linkCase"),
  readReport: readReportPage,
  readReportTable,
  listWebhooks,
  addWebhook,
  changeWebhook,
  rotateWebhook,
  testWebhook,
  removeWebhook,
  exportSubject,
  eraseSubject,
  listErasures,
};

/** What the API answers with. */
export interface ApiOptions {
  readonly desk: Desk;
  readonly identify: Identify;
  readonly log: Logger;
  /** Absent where this thread is the only one that answers. */
  readonly memory?: Pick<LimitMemory, "callsOfPerson" | "callsOfTenant"> | undefined;
}

/** Mounts the records API with its description. */
export function mountApi(server: restify.Server, options: ApiOptions): void {
  const { bench } = options.desk;
  const limit = limitCallers(() => new Date(bench.now()), options.memory);
  if (!options.desk.isLocal)
    refuseStrangers(server, { identify: options.identify, send, nothing: answerProblem("no-operation") });
  for (const operation of operations) {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, ":$1");
    const serve = async (request: restify.Request, response: restify.Response): Promise<void> => {
      send(response, await answerSafely(options, () => answerCall(options, limit, operation, request)));
    };
    if (operation.method === "get") server.get(path, serve);
    else if (operation.method === "delete") server.del(path, serve);
    else server.post(path, serve);
  }
  const description = { status: 200, body: describeApi() };
  server.get("/api/openapi.json", (request: restify.Request, response: restify.Response, next) => {
    send(response, refuse(options, request, true) ?? description);
    next();
  });
}

/** Seconds to wait. Whom the person's own limit stops takes nothing from the tenant's. */
function limitCallers(now: () => Date, memory: ApiOptions["memory"]): (caller: Caller) => number {
  const ofPerson = createRateLimit(now, personRate, memory?.callsOfPerson);
  const ofTenant = createRateLimit(now, tenantRate, memory?.callsOfTenant);
  return ({ tenantId, person }) => ofPerson(`${tenantId} ${person.id}`) || ofTenant(tenantId);
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
  limit: (caller: Caller) => number,
  operation: (typeof operations)[number],
  request: restify.Request,
): Promise<Answer> {
  const refused = refuse(options, request, true);
  if (refused !== undefined) return refused;
  const caller = await options.identify(request.headers);
  if (caller === "unavailable") return unavailable;
  if (typeof caller === "string") return answerStranger(caller);
  const wait = limit(caller);
  if (wait > 0) return answerProblem("too-many", {}, { "retry-after": String(wait) });
  const body = await readCallBody(operation, request);
  if (body.kind === "refused") return body.answer;
  return handlers[operation.id](options.desk, {
    caller,
    path: Path.parse(request.params),
    search: request.getQuery(),
    headers: request.headers,
    body: body.value,
  });
}

function refuse(
  { desk: { isLocal } }: ApiOptions,
  request: restify.Request,
  isBodiless: boolean,
): Answer | undefined {
  const refused = isLocal ? refuseForeign(request, isBodiless) : undefined;
  return refused === undefined ? undefined : answerProblem("foreign-page");
}

type CallBody =
  { readonly kind: "read"; readonly value: unknown } | { readonly kind: "refused"; readonly answer: Answer };

async function readCallBody(
  { method }: Pick<Operation, "method">,
  request: restify.Request,
): Promise<CallBody> {
  if (method !== "post") return { kind: "read", value: undefined };
  if (!/^application\/json\s*(;|$)/i.test(request.header("content-type", "")))
    return { kind: "refused", answer: answerProblem("wrong-type") };
  const bytes = await readBytes(request, bodyLimit);
  if (bytes === null) return { kind: "refused", answer: answerProblem("too-large") };
  return { kind: "read", value: parseJson(bytes) };
}

/** The values of the path are text; whatever else the server may put there is left out. */
const Path = z.record(z.string(), z.string().catch("")).catch({});

/** Past restify's formatters, which know no problem documents. */
function send(response: restify.Response, { status, headers, body, bytes }: Answer): void {
  const content = bytes ?? (body === undefined ? "" : JSON.stringify(body));
  response.writeHead(status, {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...headers,
    ...(status === 304 ? {} : { "content-length": String(Buffer.byteLength(content)) }),
  });
  response.end(content);
}
