import { request } from "node:http";
import { startTestApp, type TestApp } from "../support/test-app";

let product: TestApp;

beforeAll(async () => {
  product = await startTestApp();
});

afterAll(async () => {
  await product.stop();
});

async function post(
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: string }> {
  const response = await fetch(`${product.origin}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.status, body: await response.text() };
}

const message = {
  type: "message",
  id: "1",
  channelId: "msteams",
  serviceUrl: "http://127.0.0.1:9/",
  from: { id: "29:someone" },
  recipient: { id: "28:bot" },
  conversation: { id: "a:chat" },
  text: "hi",
};

test.each([
  ["nothing", ""],
  ["no JSON", "{"],
  ["5,000 levels", `{"conversation":${"[".repeat(5000)}${"]".repeat(5000)}}`],
  ["a list", "[]"],
  ["an empty object", "{}"],
  ["a number", "7"],
  ["no type", JSON.stringify({ ...message, type: undefined })],
  ["a type of the wrong kind", JSON.stringify({ ...message, type: 7 })],
  ["no sender", JSON.stringify({ ...message, from: undefined })],
  ["no service address", JSON.stringify({ ...message, serviceUrl: undefined })],
  ["a service address that is none", JSON.stringify({ ...message, serviceUrl: "here" })],
  ["no conversation", JSON.stringify({ ...message, conversation: {} })],
])("%s is answered 400 with an empty body", async (_name, body) => {
  expect(await post(body)).toEqual({ status: 400, body: "" });
});

test("brackets in what is typed are no levels", async () => {
  const elsewhere = { id: "brackets", from: { id: "29:other" }, conversation: { id: "a:other" } };
  const text = `\\"${"[{".repeat(500)}\\`;
  // The turn is taken; nobody is there to take its answer, so that it may be brought again.
  expect((await post(JSON.stringify({ ...message, ...elsewhere, text }))).status).toBe(503);
});

test("more than 256 KiB is answered 413", async () => {
  expect((await post(JSON.stringify({ ...message, text: "x".repeat(300_000) }))).status).toBe(413);
});

test("a service address beyond this machine is refused in local mode", async () => {
  expect(await post(JSON.stringify({ ...message, serviceUrl: "https://evil.example/" }))).toEqual({
    status: 403,
    body: "",
  });
});

test("a plain form post of a web page is refused in local mode", async () => {
  expect((await post(JSON.stringify(message), { "content-type": "text/plain" })).status).toBe(415);
});

test("a name that only points here is refused in local mode", async () => {
  const { port } = new URL(product.origin);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(
      {
        port,
        method: "POST",
        path: "/api/messages",
        headers: { host: "rebound.example", "content-type": "application/json" },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    sent.on("error", reject);
    sent.end(JSON.stringify(message));
  });
  expect(status).toBe(403);
});

test("tenants of conversation and channel data that differ are refused", async () => {
  const torn = {
    ...message,
    conversation: { id: "a:chat", tenantId: "one" },
    channelData: { tenant: { id: "two" } },
  };
  expect((await post(JSON.stringify(torn))).status).toBe(403);
});

test("an invoke that is not ours is answered 400, never 5xx", async () => {
  expect((await post(JSON.stringify({ ...message, type: "invoke", name: "other/thing" }))).status).toBe(400);
});

test.each([
  {},
  { action: {} },
  { action: { verb: 7 } },
  { action: { verb: "intake/answer", data: "text" } },
  null,
  "x",
])("a card action of the shape %j gets a card that says so", async (value) => {
  const answer = await post(
    JSON.stringify({ ...message, type: "invoke", name: "adaptiveCard/action", value }),
  );
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toMatchObject({
    statusCode: 200,
    type: "application/vnd.microsoft.card.adaptive",
    value: { type: "AdaptiveCard" },
  });
});

test("an automatic refresh shows the present state and changes nothing", async () => {
  const value = { action: { verb: "intake/start", data: {} }, trigger: "automatic" };
  const invoke = { ...message, id: "refresh", type: "invoke", name: "adaptiveCard/action", value };
  const answer = await post(JSON.stringify(invoke));
  expect(answer.body).not.toContain("intake/answer");
  const again = await post(JSON.stringify({ ...invoke, id: "refresh-2" }));
  expect(JSON.parse(again.body)).toEqual(JSON.parse(answer.body));
});

test("only GET and POST of what exists are served", async () => {
  expect((await fetch(`${product.origin}/api/messages`)).status).toBe(405);
  expect((await fetch(`${product.origin}/nowhere`)).status).toBe(404);
  expect((await fetch(`${product.origin}/healthz`)).status).toBe(200);
});

test("a web page cannot write into the local chat past its page", async () => {
  const response = await fetch(`${product.origin}/connector/v3/conversations/a:1/activities`, {
    method: "POST",
    headers: { "content-type": "text/plain", origin: "https://evil.example" },
    body: JSON.stringify({ type: "message", text: "forged" }),
  });
  expect(response.status).toBe(415);
});
