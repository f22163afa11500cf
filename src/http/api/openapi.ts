import { z } from "zod";
import { RecordEvent } from "../../escalation/record-event";
import { eventHeaders } from "../../webhooks/sign";
import { type Operation, operations } from "./operations";
import * as wire from "./wire";
import * as privacyWire from "./wire-privacy";
import * as webhookWire from "./wire-webhook";
import { CaseForm, CasePage, Me } from "./wire-page";
import { ReportAnswer, ReportSection } from "./wire-report";

const { Moment: _moment, RecordNumber: _number, ...bodies } = wire;
const named: Readonly<Record<string, z.ZodObject>> = {
  ...bodies,
  CaseForm,
  CasePage,
  Me,
  ReportAnswer,
  ReportSection,
  RecordEvent,
  ...webhookWire,
  ...privacyWire,
};
const { Problem, RefusedProblem, StaleProblem } = wire;

const said: Readonly<Record<number, string>> = {
  304: "The caller has it already. No body.",
  400: "A parameter, a header or the body is not as described.",
  401: "Nobody we believe: no token, or one that is not for us. The body is empty. WWW-Authenticate has tenant_not_served where the token is right and its tenant is not served.",
  403: "Only for leads; or, in local mode, the call comes from a page of another site.",
  404: "No such case, or not the caller's to see.",
  412: "The case has changed; it is in the answer as it is now.",
  413: "The body is longer than 64 KiB.",
  415: "The body is not declared as JSON.",
  422: "The case does not allow that; the reasons are in the answer.",
  428: "If-Match is missing.",
  429: "Too many calls.",
  503: "Database or Entra's keys cannot be reached.",
};
const problemOf: Readonly<Record<number, z.ZodObject>> = { 412: StaleProblem, 422: RefusedProblem };
/** What is another where it is no case that is refused. */
const ofProgram: Readonly<Record<number, { readonly description: string; readonly schema?: z.ZodObject }>> = {
  404: { description: "No such program, or not any more." },
  412: {
    description: "The program has changed; it is in the answer as it is now.",
    schema: webhookWire.StaleWebhookProblem,
  },
};

/** The description of the API (OpenAPI 3.1), made of the very schemas it reads and writes with. */
export function describeApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Partner Support", version: "1" },
    security: [{ teamsToken: [] }],
    paths,
    webhooks: { recordEvent: { post: describeEvent() } },
    components: {
      schemas: describeSchemas(),
      securitySchemes: { teamsToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
  };
}

/** What is posted to the programs of a tenant. */
function describeEvent(): object {
  const headers = [
    [eventHeaders.id, "The id of the event, as in the body.", "string"],
    [eventHeaders.timestamp, "When it was signed: seconds since 1970.", "integer"],
    [
      eventHeaders.signature,
      "`v1=` and the HMAC-SHA256, in hex, of timestamp, dot and body; while a secret is changed, two with a comma.",
      "string",
    ],
  ] as const;
  return {
    operationId: "recordEvent",
    summary: "One saved change of one case. Those of one case come in their order.",
    security: [],
    parameters: headers.map(([name, description, type]) => ({
      name,
      in: "header",
      required: true,
      description,
      schema: { type },
    })),
    requestBody: { required: true, content: json(RecordEvent) },
    responses: {
      "2XX": { description: "Taken. Whatever else is answered is sent again, or laid aside." },
    },
  };
}

function describeOperation(operation: Operation): object {
  const { id, summary, body } = operation;
  const parameters = [
    ...describePath(operation),
    ...describeQuery(operation),
    ...(operation.tag === "revision" && body !== undefined ? changeHeaders : []),
    ...(operation.isKeyed === true ? [keyHeader] : []),
    ...(operation.tag === "content" ? [tagHeader] : []),
    ...wordHeaders,
  ];
  return {
    operationId: id,
    summary,
    parameters,
    ...(body === undefined ? {} : { requestBody: { required: true, content: json(body) } }),
    responses: {
      200: { description: "Done.", ...describeTag(operation), content: describeAnswer(operation) },
      ...(operation.tag === "content" ? { 304: { description: said[304] } } : {}),
      ...Object.fromEntries(operation.refusals.map((status) => [status, describeRefusal(operation, status)])),
    },
  };
}

const examples: Readonly<Record<string, string>> = { number: "PS-000001", form: "note" };

function describePath({ path }: Operation): readonly object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => {
    const example = examples[name];
    const schema = { type: "string", ...(example === undefined ? {} : { examples: [example] }) };
    return { name, in: "path", required: true, schema };
  });
}

function describeAnswer({ answer }: Operation): object {
  if (answer === "csv") return { "text/csv; charset=utf-8": { schema: { type: "string" } } };
  if (answer === "markdown") return { "text/markdown; charset=utf-8": { schema: { type: "string" } } };
  return answer === null ? { "application/octet-stream": {} } : json(answer);
}

function describeQuery({ query }: Operation): readonly object[] {
  if (query === undefined) return [];
  const { properties = {} } = z.toJSONSchema(query, { io: "input" });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", schema }));
}

const keyHeader = {
  name: "Idempotency-Key",
  in: "header",
  description: "The same call under the same key happens once.",
  schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,128}$" },
};

const changeHeaders: readonly object[] = [
  {
    name: "If-Match",
    in: "header",
    required: true,
    description: "The ETag of the case as the caller has seen it.",
    schema: { type: "string", pattern: '^"[1-9]\\d{0,8}"$' },
  },
  keyHeader,
];

const tagHeader = {
  name: "If-None-Match",
  in: "header",
  description: "The ETag of the answer the caller has.",
  schema: { type: "string" },
};

const wordHeaders: readonly object[] = [
  {
    name: "Accept-Language",
    in: "header",
    description: "The language of words.",
    schema: { type: "string" },
  },
  {
    name: "X-Time-Zone",
    in: "header",
    description: "The IANA zone in which clock times are said and meant; else UTC.",
    schema: { type: "string", examples: ["Asia/Taipei"] },
  },
];

function describeTag({ tag }: Operation): object {
  if (tag === null) return {};
  const description = tag === "revision" ? "The revision." : "Stands for this very answer.";
  return { headers: { ETag: { required: true, description, schema: { type: "string" } } } };
}

function describeRefusal({ subject }: Operation, status: number): object {
  const own = subject === "program" ? ofProgram[status] : undefined;
  const description = own?.description ?? said[status] ?? "";
  if (status === 401) return { description };
  const isTimed = status === 429 || status === 503;
  const schema = { type: "integer", description: "Seconds." };
  return {
    description,
    ...(isTimed ? { headers: { "Retry-After": { required: true, schema } } } : {}),
    content: { "application/problem+json": { schema: refer(own?.schema ?? problemOf[status] ?? Problem) } },
  };
}

function json(schema: z.ZodObject): object {
  return { "application/json": { schema: refer(schema) } };
}

function refer(schema: z.ZodObject): object {
  const [name] = Object.entries(named).find(([, known]) => known === schema) ?? [];
  if (name === undefined) throw new TypeError("a schema of the API has no name");
  return { $ref: `#/components/schemas/${name}` };
}

function describeSchemas(): object {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [name, schema]),
  );
}
