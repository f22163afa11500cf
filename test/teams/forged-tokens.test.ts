import { createHmac, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { startApp, type App } from "../../src/app";
import { createLog } from "../../src/log";
import { readSettings } from "../../src/settings";
import { InboundActivity } from "../../src/teams/activity";
import { TeamsAdapter } from "../../src/teams/adapter";
import { TeamsAuthentication } from "../../src/teams/authentication";
import { warmKeys } from "../../src/teams/warm-keys";
import { issuer, type KeyServer, portOf, startKeyServer } from "../support/key-server";
import { waitUntil } from "../support/wait-until";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let app: App;
let keys: KeyServer;
let dataDir: string;
const serviceUrl = (): string => `${new URL(app.address).origin}/connector`;

beforeAll(async () => {
  keys = await startKeyServer(serviceUrl);
  dataDir = mkdtempSync(join(tmpdir(), "partner-support-"));
  const log = createLog("silent");
  app = await startApp({
    settings: readSettings({ PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "silent" }),
    log,
    root: join(__dirname, "../.."),
    authentication: new TeamsAuthentication(keys.options, () => undefined),
  });
});

afterAll(async () => {
  await app.stop();
  await keys.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function post(
  authorization: string | null,
  changes: object = {},
): Promise<{ status: number; body: string }> {
  const activity = {
    type: "invoke",
    name: "adaptiveCard/action",
    id: `activity-${Math.random()}`,
    channelId: "msteams",
    serviceUrl: serviceUrl(),
    from: { id: "29:someone", aadObjectId: "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a01" },
    recipient: { id: "28:bot" },
    conversation: { id: "a:chat", conversationType: "personal", tenantId: "t" },
    value: { action: { verb: "help/show", data: {} } },
    ...changes,
  };
  const response = await fetch(`${new URL(app.address).origin}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(authorization === null ? {} : { authorization }) },
    body: JSON.stringify(activity),
  });
  return { status: response.status, body: await response.text() };
}

test("a token of the channel is believed", async () => {
  const answer = await post(`Bearer ${keys.sign()}`);
  expect(answer.status).toBe(200);
  expect(answer.body).toContain("AdaptiveCard");
});

const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const now = Math.floor(Date.now() / 1000);
const unsigned = (): string =>
  `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify({ iss: issuer, aud: keys.appId, exp: now + 3600 })).toString("base64url")}.`;

/** HS256 with something everybody can know: the oldest trick of all. */
const sealed = (): string => {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: issuer, aud: keys.appId, serviceurl: serviceUrl(), nbf: now - 60, exp: now + 3600 };
  const head = `${encode({ alg: "HS256", typ: "JWT", kid: "test-key" })}.${encode(claims)}`;
  return `${head}.${createHmac("sha256", "test-key").update(head).digest("base64url")}`;
};

test.each<[string, () => string | null]>([
  ["no token", () => null],
  ["another scheme", () => `Basic ${keys.sign()}`],
  ["garbage", () => "Bearer garbage"],
  ["an unsigned token", () => `Bearer ${unsigned()}`],
  ["a token signed by a stranger under a known key id", () => `Bearer ${keys.sign({}, { key: stranger })}`],
  ["an unknown key id", () => `Bearer ${keys.sign({}, { kid: "other" })}`],
  ["another audience", () => `Bearer ${keys.sign({ aud: "11111111-1111-4111-8111-111111111111" })}`],
  ["another issuer", () => `Bearer ${keys.sign({ iss: "https://evil.example" })}`],
  ["another service address", () => `Bearer ${keys.sign({ serviceurl: "https://evil.example" })}`],
  ["an expired token", () => `Bearer ${keys.sign({ exp: now - 3600, nbf: now - 7200 })}`],
  ["a token of tomorrow", () => `Bearer ${keys.sign({ nbf: now + 86_400, exp: now + 90_000 })}`],
  [
    "a token of a skill",
    () => `Bearer ${keys.sign({ ver: "1.0", appid: "11111111-1111-4111-8111-111111111111" })}`,
  ],
  ["a token sealed with the public key as a secret", () => `Bearer ${sealed()}`],
  ["a token without a service address", () => `Bearer ${keys.sign({ serviceurl: undefined })}`],
  ["a token without an end", () => `Bearer ${keys.sign({ exp: undefined })}`],
  ["a token cut short", () => `Bearer ${keys.sign().slice(0, -20)}`],
])("%s is refused with an empty body", async (_name, authorization) => {
  expect(await post(authorization())).toEqual({ status: 401, body: "" });
});

describe("the server of the keys", () => {
  const activity = InboundActivity.parse({
    type: "invoke",
    channelId: "msteams",
    serviceUrl: "https://smba.trafficmanager.net/emea/",
    from: { id: "29:someone" },
    conversation: { id: "a:chat" },
  });
  const asked: string[] = [];
  const server = createServer((request) => {
    // It hangs: nobody is ever answered.
    asked.push(request.url ?? "");
  });
  let address: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${portOf(server)}/openid`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test.each([
    ["that hangs", () => address, "did not come in time"],
    ["that cannot be reached", () => "http://127.0.0.1:1/openid", "ECONNREFUSED"],
  ])("%s makes a refusal, and its cause is told to the log", async (_name, place, told) => {
    const metadata = {
      BotOpenIdMetadata: place(),
      ToBotFromChannelOpenIdMetadataUrl: place(),
      ToBotFromEmulatorOpenIdMetadataUrl: place(),
    };
    const causes: unknown[] = [];
    const authentication = new TeamsAuthentication(
      { ...keys.options, ...metadata },
      (cause) => causes.push(cause),
      undefined,
      { keyDeadline: 100 },
    );
    const token = keys.sign({ serviceurl: activity.serviceUrl });
    await expect(new TeamsAdapter(authentication).authenticate(`Bearer ${token}`, activity)).rejects.toThrow(
      "Unauthorized",
    );
    expect(String(causes[0])).toContain(told);
  });

  test("is asked at the start, before any activity", async () => {
    asked.length = 0;
    warmKeys(`${address}/warm`).catch(() => undefined);
    const seen = await waitUntil(
      () => [...asked],
      (paths) => paths.length > 0,
    );
    expect(seen).toEqual(["/openid/warm"]);
  });
});
