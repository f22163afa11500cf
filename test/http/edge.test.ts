import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "../../src/app";
import { listen, type Listening } from "../../src/http/listen";
import { createServer, type ServerOptions } from "../../src/http/server";
import { createLog } from "../../src/log";
import { readSettings } from "../../src/settings";
import { TeamsAuthentication } from "../../src/teams/authentication";
import type { BotAnswer } from "../../src/teams/bot";
import { type KeyServer, startKeyServer } from "../support/key-server";
import { waitUntil } from "../support/wait-until";

const serviceUrl = "https://smba.trafficmanager.net/emea/";
const tenant = "0b7d1c0e-6f1f-4f43-8c0c-1d2f6c1c0a01";
const foreign = "0b7d1c0e-6f1f-4f43-8c0c-1d2f6c1c0a09";

let keys: KeyServer;
let app: App;
let dataDir: string;

beforeAll(async () => {
  keys = await startKeyServer(() => serviceUrl);
  dataDir = mkdtempSync(join(tmpdir(), "partner-support-"));
  app = await startApp({
    settings: readSettings({
      MODE: "teams",
      PORT: "0",
      DATA_DIR: dataDir,
      LOG_LEVEL: "silent",
      BOT_ID: keys.appId,
      BOT_TENANT_ID: tenant,
      SECRET_BOT_PASSWORD: "not a secret",
    }),
    log: createLog("silent"),
    root: join(__dirname, "../.."),
    authentication: new TeamsAuthentication(keys.options, () => undefined),
  });
});
afterAll(async () => {
  await app.stop();
  await keys.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const click = {
  type: "invoke",
  name: "adaptiveCard/action",
  channelId: "msteams",
  serviceUrl,
  from: { id: "29:someone", aadObjectId: "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a01" },
  recipient: { id: "28:bot" },
  conversation: { id: "a:chat", conversationType: "personal", tenantId: tenant },
  channelData: { tenant: { id: tenant } },
  value: { action: { verb: "help/show", data: {} } },
};

let clicks = 0;
async function post(changes: object, token: string | null = keys.sign(), origin = app.address) {
  clicks += 1;
  const response = await fetch(`${origin}/api/messages`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ ...click, id: `click-${clicks}`, ...changes }),
  });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

const call = async (path: string, method = "GET") => {
  const response = await fetch(`${app.address}${path}`, { method });
  return { status: response.status, body: await response.text(), headers: response.headers };
};

test("somebody of an allowed tenant is answered with a card", async () => {
  const { status, body } = await post({});
  expect(status).toBe(200);
  expect(body).toContain("AdaptiveCard");
});

describe("an outsider who can only reach the network", () => {
  test.each(["", "not an activity", JSON.stringify(click), "x".repeat(300_000)])(
    "gets nothing but 401 for whatever is posted without a token",
    async (body) => {
      const response = await fetch(`${app.address}/api/messages`, { method: "POST", body });
      expect([response.status, await response.text()]).toEqual([401, ""]);
    },
  );

  describe.each<[string, () => string]>([
    ["a token that only looks like one", () => "a.b.c"],
    ["a token of another bot", () => keys.sign({ aud: "11111111-1111-4111-8111-111111111111" })],
    ["a token that has ended", () => keys.sign({ exp: 1_700_000_000, nbf: 1_600_000_000 })],
  ])("with %s", (_name, token) => {
    test.each<[string, string, Record<string, string>]>([
      ["nothing", "", {}],
      ["no activity", "{", {}],
      ["an activity", JSON.stringify(click), {}],
      ["too much", "x".repeat(300_000), {}],
      ["what is no gzip but says so", "no gzip", { "content-encoding": "gzip" }],
      ["an encoding nobody knows", "{}", { "content-encoding": "x" }],
      ["a digest that is wrong", "{}", { "content-md5": "x" }],
    ])("gets nothing but 401 for %s", async (_what, body, headers) => {
      const response = await fetch(`${app.address}/api/messages`, {
        method: "POST",
        headers: { authorization: `Bearer ${token()}`, "content-type": "application/json", ...headers },
        body,
      });
      expect([response.status, await response.text()]).toEqual([401, ""]);
      expect(response.headers.get("connection")).toBe("close");
    });
  });

  test("is not listened to any longer once refused, however much is still to come", async () => {
    const socket = connect(Number(new URL(app.address).port), "127.0.0.1");
    const heard: Buffer[] = [];
    socket.on("data", (bytes: Buffer) => heard.push(bytes));
    socket.on("error", () => undefined);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    const head = `POST /api/messages HTTP/1.1\r\nHost: bot\r\nAuthorization: Bearer a.b.c\r\nTransfer-Encoding: chunked\r\n\r\n`;
    socket.write(`${head}1\r\nx\r\n`);
    await closed;
    expect(Buffer.concat(heard).toString()).toMatch(/^HTTP\/1\.1 401 /);
  });

  test.each(["/api/records", "/api/records/PS-000001", "/api/records/PS-000001/history", "/api/me"])(
    "gets 401 and an empty body at %s",
    async (path) => {
      expect(await call(path)).toMatchObject({ status: 401, body: "" });
    },
  );

  test.each(["/local/", "/connector/v3/conversations", "/nowhere", "/.env", "/api/messages/../../env"])(
    "finds nothing at %s",
    async (path) => {
      expect(await call(path)).toMatchObject({ status: 404, body: "" });
    },
  );

  test("may ask whether the program lives and read the description of its API", async () => {
    expect((await call("/healthz")).status).toBe(200);
    expect((await call("/api/openapi.json")).status).toBe(200);
  });
});

describe("a good token is not enough", () => {
  test.each<[string, object]>([
    [
      "a tenant that is not served",
      {
        conversation: { ...click.conversation, tenantId: foreign },
        channelData: { tenant: { id: foreign } },
      },
    ],
    ["tenants that differ", { channelData: { tenant: { id: foreign } } }],
    ["no tenant at all", { conversation: { id: "a:chat" }, channelData: {} }],
  ])("for %s", async (_name, changes) => {
    expect(await post(changes)).toMatchObject({ status: 403, body: "" });
  });

  test.each([
    "http://smba.trafficmanager.net/emea/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://evil.example/smba.trafficmanager.net/",
    "https://smba.trafficmanager.net@evil.example/",
  ])("for the service address %s, even when the token names it", async (address) => {
    expect(await post({ serviceUrl: address }, keys.sign({ serviceurl: address }))).toMatchObject({
      status: 403,
      body: "",
    });
  });

  test("for no service address", async () => {
    expect(await post({ serviceUrl: undefined })).toMatchObject({ status: 400, body: "" });
  });

  test("for more than 256 KiB", async () => {
    expect((await post({ text: "x".repeat(300_000) })).status).toBe(413);
  });

  test.each(["gzip", "x"])("for a body encoded as %s, which Teams never sends", async (encoding) => {
    const response = await fetch(`${app.address}/api/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${keys.sign()}`, "content-encoding": encoding },
      body: "no gzip",
    });
    expect([response.status, await response.text()]).toEqual([415, ""]);
  });

  test("for somebody who asks too much; others go on", async () => {
    const from = { id: "29:wild", aadObjectId: "wild" };
    const answers = await Promise.all(Array.from({ length: 60 }, () => post({ from })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(40);
    expect(refused[0]?.body).toBe("");
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await post({})).status).toBe(200);
  });
});

test.each<[string, () => Promise<{ headers: Headers }>]>([
  ["a card", () => post({})],
  ["a refusal", () => post({}, null)],
  ["a path that is none", () => call("/nowhere")],
  ["the state of the program", () => call("/healthz")],
  ["a refusal of the API", () => call("/api/records")],
])("%s tells browsers to keep it to themselves", async (_name, ask) => {
  const { headers } = await ask();
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(headers.get("strict-transport-security")).toContain("max-age");
});

describe("a server that has too much to do", () => {
  let server: Listening;
  const answers: ((given: BotAnswer) => void)[] = [];
  let arrived: PromiseWithResolvers<void>;

  async function open(limits: ServerOptions["limits"]): Promise<void> {
    answers.length = 0;
    arrived = Promise.withResolvers();
    const bot = {
      admits: () => Promise.resolve(true),
      receive: () =>
        new Promise<BotAnswer>((resolve) => {
          answers.push(resolve);
          arrived.resolve();
        }),
      stop: () => Promise.resolve(),
    };
    server = await listen(createServer({ bot, ...(limits === undefined ? {} : { limits }) }), {
      host: "127.0.0.1",
      port: 0,
    });
  }
  afterEach(() => server.close());

  test("asks to come again later", async () => {
    await open({ inFlight: 1 });
    const first = post({}, null, server.origin);
    await arrived.promise;
    const second = await post({}, null, server.origin);
    expect(second).toMatchObject({ status: 503, body: "" });
    expect(second.headers.get("retry-after")).toBe("1");
    answers[0]?.({ status: 200 });
    expect((await first).status).toBe(200);
  });

  test("counts what others have in hand that count with it", async () => {
    const underWay = new Int32Array(new SharedArrayBuffer(4));
    await open({ inFlight: 2, underWay });
    underWay[0] = 1;
    const first = post({}, null, server.origin);
    await arrived.promise;
    expect((await post({}, null, server.origin)).status).toBe(503);

    answers[0]?.({ status: 200 });
    expect((await first).status).toBe(200);
    expect(underWay[0]).toBe(1);
  });

  test("takes no more at once of those whose bodies come together", async () => {
    await open({ inFlight: 2 });
    const body = JSON.stringify(click);
    const statuses: string[] = [];
    const sockets = Array.from({ length: 12 }, () => {
      const socket = connect(server.port, "127.0.0.1");
      socket.on("data", (bytes: Buffer) => statuses.push(bytes.toString().slice(9, 12)));
      socket.write(`POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Length: ${body.length}\r\n\r\n`);
      return socket;
    });
    // Answered after all those heads have been read.
    await fetch(`${server.origin}/healthz`);
    for (const socket of sockets) socket.write(body);
    await waitUntil(
      () => statuses.length,
      (count) => count === 10,
    );
    for (const answer of answers) answer({ status: 200 });
    await waitUntil(
      () => statuses,
      ({ length }) => length === 12,
    );
    for (const socket of sockets) socket.destroy();

    expect(statuses).toEqual([...Array.from({ length: 10 }, () => "503"), "200", "200"]);
  });

  test("lets no caller wait for ever", async () => {
    await open({ deadline: 20 });
    expect(await post({}, null, server.origin)).toMatchObject({ status: 503, body: "" });
  });
});

test("whoever brings what cannot be answered is told so with an empty body", async () => {
  const bot = {
    admits: () => Promise.resolve(true),
    // JSON has no word for it.
    receive: () => Promise.resolve({ status: 200, body: { number: 1n } }),
    stop: () => Promise.resolve(),
  };
  const server = await listen(createServer({ bot }), { host: "127.0.0.1", port: 0 });
  try {
    expect(await post({}, null, server.origin)).toMatchObject({ status: 500, body: "" });
  } finally {
    await server.close();
  }
});
