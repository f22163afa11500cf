import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CallRequest } from "../../src/escalation/send-tools";
import { localAdmission, teamsAdmission } from "../../src/teams/admission";
import {
  type ConnectorClient,
  type ConnectorClientOptions,
  createConnectorClient,
} from "../../src/teams/connector-client";
import { mentionPeople } from "../../src/teams/mentions";

interface Seen {
  readonly line: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
  readonly port: number | undefined;
}

let server: Server;
let client: ConnectorClient;
let seen: Seen[];
let answer: (response: ServerResponse, request: IncomingMessage) => void;

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const { method = "", url = "", headers, socket } = request;
      const body: unknown = JSON.parse(text);
      seen.push({
        line: `${method} ${url}`,
        authorization: headers.authorization,
        body,
        port: socket.remotePort,
      });
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function address(): string {
  const found: AddressInfo | string | null = server.address();
  return `http://127.0.0.1:${typeof found === "object" ? (found?.port ?? 0) : 0}/connector/`;
}

function call(changes: Partial<CallRequest> = {}, options: Partial<ConnectorClientOptions> = {}) {
  client = createConnectorClient({
    token: null,
    isServiceAllowed: localAdmission.isServiceAllowed,
    deadlineMs: 2000,
    ...options,
  });
  return client.call({
    serviceUrl: address(),
    conversationId: "19:a/b@thread.tacv2",
    threadId: null,
    activityId: null,
    activity: { type: "message", text: "hello" },
    ...changes,
  });
}

function answerWith(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  answer = (response) => {
    response.writeHead(status, headers);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

test("a post, a reply in a thread and an edit go to their addresses", async () => {
  answerWith(201, { id: "7" });
  const sent = { kind: "answered", status: 201, activityId: "7" };
  expect(await call()).toMatchObject(sent);
  expect(await call({ threadId: "5" })).toMatchObject(sent);
  expect(await call({ activityId: "6" })).toMatchObject(sent);

  const base = "/connector/v3/conversations/19%3Aa%2Fb%40thread.tacv2";
  expect(seen.map(({ line }) => line)).toEqual([
    `POST ${base}/activities`,
    `POST ${base}%3Bmessageid%3D5/activities`,
    `PUT ${base}/activities/6`,
  ]);
  expect(seen[2]?.body).toMatchObject({ type: "message", text: "hello", id: "6" });
  expect(seen[0]?.authorization).toBeUndefined();
});

test("calls share a connection, and carry the token where there is one", async () => {
  answerWith(200, {});
  await call({}, { token: () => Promise.resolve("t0ken") });
  await client.call({
    serviceUrl: address(),
    conversationId: "a",
    threadId: null,
    activityId: null,
    activity: {},
  });

  expect(seen.map(({ authorization }) => authorization)).toEqual(["Bearer t0ken", "Bearer t0ken"]);
  expect(new Set(seen.map(({ port }) => port)).size).toBe(1);
});

test.each([
  ["a code", { error: { code: "Throttled" } }, { code: "Throttled" }],
  [
    "a sub code",
    { error: { code: "Forbidden", subCode: "MessageWritesBlocked" } },
    { code: "Forbidden", subCode: "MessageWritesBlocked" },
  ],
  ["a sub code at the top", { subCode: "MessageWritesBlocked" }, { subCode: "MessageWritesBlocked" }],
  ["no JSON", "<html>", { code: undefined }],
  ["odd JSON", { id: 5, error: { code: 7 } }, { code: undefined, activityId: undefined }],
  ["far too much", "x".repeat(5_000_000), { code: undefined }],
])("a refusal with %s is told with its status", async (_, body, told) => {
  answerWith(429, body, { "retry-after": "3" });
  expect(await call()).toMatchObject({ kind: "answered", status: 429, retryAfter: "3", ...told });
});

test.each<readonly [string, (response: ServerResponse) => void]>([
  ["a connection that breaks", (response) => response.socket?.destroy()],
  [
    "an answer that breaks off",
    (response) => {
      response.writeHead(201, { "content-length": "100" });
      response.write("{");
      setTimeout(() => response.socket?.destroy(), 5);
    },
  ],
  ["no answer at all", () => undefined],
  [
    "an answer that never ends",
    (response) => {
      response.writeHead(201);
      response.write("{");
    },
  ],
])("%s tells that it may have arrived", async (_, how) => {
  answer = how;
  expect(await call({}, { deadlineMs: 100 })).toEqual({ kind: "no_answer" });
});

test("nothing has gone out when nobody listens, or no token can be had", async () => {
  const refuse = () => Promise.reject(new Error("no token"));
  expect(await call({}, { token: refuse })).toEqual({ kind: "not_sent" });
  const never = () => new Promise<string>(() => undefined);
  expect(await call({}, { token: never, deadlineMs: 20 })).toEqual({ kind: "not_sent" });
  expect(await call({ serviceUrl: "http://127.0.0.1:9/" })).toEqual({ kind: "not_sent" });
  expect(seen).toEqual([]);
});

test.each([
  ["http://127.0.0.1:3978/connector"],
  ["https://smba.trafficmanager.net.evil.example/"],
  ["http://smba.trafficmanager.net/emea/"],
  ["no address"],
])("the token goes to the connector of Teams and not to %s", async (serviceUrl) => {
  const token = jest.fn(() => Promise.resolve("t0ken"));
  const { isServiceAllowed } = teamsAdmission(["contoso"]);
  expect(await call({ serviceUrl }, { token, isServiceAllowed })).toEqual({ kind: "wrong_address" });
  expect(token).not.toHaveBeenCalled();
  expect(isServiceAllowed("https://smba.trafficmanager.net/emea/")).toBe(true);
});

describe("mentions", () => {
  test("a text without them stays plain", () => {
    expect(mentionPeople("a <b> & c", [])).toEqual({ text: "a <b> & c", textFormat: "plain" });
  });

  test("name people before the text, and nothing in a name or a text can mark up", () => {
    const people = [
      { id: "29:1", name: "Mei Chen" },
      { id: "29:2", name: "</at><at>All & <b>" },
    ];
    expect(mentionPeople("see <at>me</at>\nnow", people)).toEqual({
      textFormat: "xml",
      text:
        "<at>Mei Chen</at> <at>&lt;/at&gt;&lt;at&gt;All &amp; &lt;b&gt;</at> " +
        "see &lt;at&gt;me&lt;/at&gt;<br/>now",
      entities: [
        { type: "mention", text: "<at>Mei Chen</at>", mentioned: people[0] },
        {
          type: "mention",
          text: "<at>&lt;/at&gt;&lt;at&gt;All &amp; &lt;b&gt;</at>",
          mentioned: people[1],
        },
      ],
    });
  });
});
