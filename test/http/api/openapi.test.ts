import { request } from "node:http";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { z } from "zod";
import { localTenantId } from "../../../src/local-chat/people";
import { openDesk } from "../../support/desk";
import { bodies } from "./sample-calls";
import { person, startTestApp, type TestApp } from "../../support/test-app";
import type { NewCaseRecord } from "../../../src/records/record";
import { sampleRecord } from "../../contracts/store-samples";
import { type ApiAnswer, callApi, keepFile, keepRecord } from "./api-client";

const Response = z.object({
  headers: z.record(z.string(), z.looseObject({ required: z.boolean() })).default({}),
  content: z.record(z.string(), z.unknown()).optional(),
});
const Operation = z.object({ operationId: z.string(), responses: z.record(z.string(), Response) });
const Description = z.looseObject({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

const mei = { id: person(0).aadObjectId, name: person(0).name };
const hasty = person(2).aadObjectId;

let product: TestApp;
/** Its database cannot be reached. */
let broken: TestApp;
let description: z.infer<typeof Description>;

beforeAll(async () => {
  product = await startTestApp();
  await openDesk(product, person(0));
  broken = await startTestApp();
  await broken.app.store.close();
  description = Description.parse((await callApi(product.origin, "/api/openapi.json")).body);
  ajv.addSchema(description, "api.json");
});
afterAll(async () => {
  await product.stop();
  await broken.stop();
});
let made = 0;
/** A case nobody has changed. */
let newest = "";
let fileId = "";
let webhookId = "";
/** Of the leads, because only they may change who is told of changes. */
const lead = person(2).aadObjectId;
/** The tag of the answer as it is now. */
let tag = "";

/** Every call has its own case, and its own minute, so that nobody but the hasty one waits. */
async function prepare(id: string, status: string): Promise<void> {
  product.clock.now = new Date(product.clock.now.getTime() + 60_000);
  const changes = status === "422" ? refused[id]?.record : {};
  await keepRecord(product, { ...subject, ...(id === "tickSteps" ? toTry : {}), ...changes });
  made += 1;
  if (id === "readFile") fileId = await keepFile(product, made);
  webhookId = `webhook-${made}`;
  if (id.endsWith("Webhook")) await keepWebhook(webhookId);
  newest = `PS-${String(made).padStart(6, "0")}`;
}

/** The only one there is; nobody is called, because nobody changes a case it asks for. */
async function keepWebhook(id: string): Promise<void> {
  const { store } = product.app;
  for (const known of await store.listWebhooks(localTenantId))
    await store.removeWebhook(localTenantId, known.id);
  await store.addWebhook(localTenantId, {
    id,
    url: "http://127.0.0.1:9/events",
    kinds: ["owner"],
    secret: "s",
    oldSecret: null,
    oldUntil: null,
    pausedAt: null,
    createdBy: { id: lead, name: "" },
    createdAt: "2026-11-20T08:00:00.000Z",
  });
}

/** A case with which everything can be done. */
const subject: Partial<NewCaseRecord> = {
  requester: mei,
  customer: { name: "Contoso", domain: "contoso.com" },
  product: "exchange-online",
  answers: { ...sampleRecord().answers, issueType: "technical_break_fix" },
  verdict: {
    ...sampleRecord().verdict,
    outcome: "escalate_to_microsoft",
    escalateTo: "microsoft",
    route: "m365_admin_center",
  },
};

/** A case for which something is to be tried first. */
const toTry: Partial<NewCaseRecord> = {
  answers: { ...subject.answers, productFamily: "office365" },
  verdict: { ...sampleRecord().verdict, outcome: "service_health_first", escalateTo: null, row: "R9" },
};

interface Wish {
  readonly app?: TestApp;
  readonly search?: string;
  readonly number?: string;
  readonly webhook?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
}

const settled = { state: "resolved", closingReason: "withdrawn" } as const;
/** What each refuses for what is in the body, or for how the case stands. */
const refused: Readonly<Record<string, { body?: string; record?: Partial<NewCaseRecord> }>> = {
  addNote: { body: '{"note":""}' },
  changeState: { body: '{"state":"resolved"}' },
  takeCase: { record: { owner: mei } },
  sendCase: { record: settled },
  changeOwner: { body: '{"owner":"somebody-else"}' },
  changeSeverity: { body: '{"severity":"A","reason":"all"}' },
  fileCase: { body: '{"caseNumber":"-"}' },
  addEvidence: { body: '{"usersAffected":"many"}' },
  tickSteps: { record: settled },
  changeAnswers: { body: '{"product":"no-such-product"}' },
  linkCase: { body: '{"other":"PS-999999","how":"link"}' },
  addWebhook: { body: '{"url":"https://10.0.0.1/"}' },
};

/** It is told of `owner`, which is not what was seen. */
const overtaken = '{"kinds":["state"],"seenKinds":["note"]}';

/** How each status is brought about, for every operation that documents it. */
const ways: Readonly<Record<string, (id: string) => Wish>> = {
  200: () => ({}),
  304: () => ({ headers: { "if-none-match": tag } }),
  400: () => ({ search: "?limit=0", body: "[]" }),
  401: () => ({ headers: { "x-local-person": null } }),
  403: () => ({ headers: { host: "evil.example" } }),
  404: () => ({ number: "PS-999999", webhook: "nobody" }),
  412: (id) => (id === "changeWebhook" ? { body: overtaken } : { headers: { "if-match": '"99"' } }),
  413: () => ({ body: `{"note":"${"x".repeat(70_000)}"}` }),
  415: () => ({ headers: { "content-type": "text/plain" } }),
  422: (id) => ({ body: refused[id]?.body ?? bodies[id] ?? "" }),
  428: () => ({ headers: { "if-match": null } }),
  429: () => ({ headers: { "x-local-person": hasty } }),
  503: () => ({ app: broken }),
};

async function call(path: string, method: string, id: string, status: string): Promise<ApiAnswer> {
  const wish = ways[status]?.(id) ?? {};
  const own = method === "post" ? { "content-type": "application/json", "if-match": '"1"' } : {};
  const who = /(Webhooks?|Subject|Erasures)$/.test(id) ? lead : mei.id;
  const headers = Object.entries({ "x-local-person": who, ...own, ...wish.headers }).flatMap(
    ([name, value]) => (value === null ? [] : [[name, value] as const]),
  );
  const numbered = path.replace("{number}", wish.number ?? newest);
  const named = numbered.replace("{form}", "note").replace("{file}", fileId);
  const target = `${named.replace("{webhook}", wish.webhook ?? webhookId)}${wish.search ?? ""}`;
  const body = method === "post" ? (wish.body ?? bodies[id] ?? "") : undefined;
  const ask = () => send((wish.app ?? product).origin, target, method, Object.fromEntries(headers), body);
  if (status === "429") await Promise.all(Array.from({ length: 60 }, ask));
  return ask();
}

async function tagNow(path: string, method: string, id: string): Promise<string> {
  return (await call(path, method, id, "200")).headers.get("etag") ?? "";
}

/** Like fetch, which would not name another host. */
function send(
  origin: string,
  target: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${origin}${target}`,
      { method: method.toUpperCase(), headers, agent: false },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.on("end", () => {
          const own = Object.entries(response.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]);
          const isJson = response.headers["content-type"]?.includes("json") === true;
          const parsed: unknown = isJson ? JSON.parse(text) : null;
          resolve({ status: response.statusCode ?? 0, headers: new Headers(own), text, body: parsed });
        });
      },
    );
    call.on("error", reject);
    call.end(body);
  });
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);

/** What a body has against its schema in the description; empty when nothing. */
function check(pointer: readonly string[], body: unknown): string {
  const fragment = pointer
    .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
    .join("/");
  const validate = ajv.compile({ $ref: `api.json#/${fragment}` });
  return validate(body) ? "" : ajv.errorsText(validate.errors);
}

test("every status of every operation is reached and answered as described", async () => {
  let calls = 0;
  const faults: string[] = [];
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, { operationId, responses }] of Object.entries(methods)) {
      for (const [status, { content, headers }] of Object.entries(responses)) {
        await prepare(operationId, status);
        if (status === "304") tag = await tagNow(path, method, operationId);
        const answer = await call(path, method, operationId, status);
        const name = `${operationId} ${status}`;
        calls += 1;
        const types = Object.keys(content ?? {});
        if (String(answer.status) !== status) faults.push(`${name} was ${answer.status}: ${answer.text}`);
        if (types.length === 0 && answer.text !== "") faults.push(`${name} has a body`);
        if (types.length > 0 && !types.includes(answer.headers.get("content-type") ?? ""))
          faults.push(`${name} is of another type`);
        for (const header of Object.keys(headers))
          if (!answer.headers.has(header)) faults.push(`${name} has no ${header}`);
        const [type] = types;
        if (type?.endsWith("json") !== true) continue;
        const pointer = ["paths", path, method, "responses", status, "content", type, "schema"];
        const fault = check(pointer, answer.body);
        if (fault !== "") faults.push(`${name}: ${fault}`);
      }
    }
  }

  expect(faults).toEqual([]);
  expect(calls).toBeGreaterThan(130);
}, 180_000);

test("the check of bodies can fail", () => {
  const pointer = [
    "paths",
    "/api/records",
    "get",
    "responses",
    "200",
    "content",
    "application/json",
    "schema",
  ];
  expect(check(pointer, { records: [], next: null })).toBe("");
  expect(check(pointer, { records: [{ number: 1 }], next: null })).toContain("must be string");
  expect(check(pointer, { records: [] })).toContain("next");
});

test("a program is told that a page of cases may be short and the list still go on", () => {
  expect(description).toHaveProperty(
    "components.schemas.RecordList.properties.next.description",
    expect.stringMatching(
      /shorter than its limit, or empty: not all was looked through yet\. Null at the end/,
    ),
  );
});
