import { ClaimsIdentity } from "botframework-connector";
import { InboundActivity } from "../../src/teams/activity";
import { TeamsAdapter } from "../../src/teams/adapter";
import { TeamsAuthentication } from "../../src/teams/authentication";
import { createVerifiedTokens } from "../../src/teams/verified-tokens";
import { type KeyServer, startKeyServer } from "../support/key-server";

const serviceUrl = "http://127.0.0.1:9/";
const activity = {
  type: "invoke",
  channelId: "msteams",
  serviceUrl,
  from: { id: "29:someone" },
  conversation: { id: "a:chat" },
};

let keys: KeyServer;
let clock: number;
let adapter: TeamsAdapter;

beforeAll(async () => {
  keys = await startKeyServer(() => serviceUrl);
});
afterAll(() => keys.stop());

beforeEach(() => {
  clock = Date.now();
  adapter = new TeamsAdapter(
    new TeamsAuthentication(keys.options, () => undefined, undefined, { now: () => clock }),
  );
});

function authenticate(authorization: string, changes: object = {}) {
  return adapter.authenticate(authorization, InboundActivity.parse({ ...activity, ...changes }));
}

test("the same token is verified once", async () => {
  const authorization = `Bearer ${keys.sign()}`;
  const first = await authenticate(authorization);
  expect(await authenticate(authorization)).toBe(first);
});

test("turns share one client of the connector", async () => {
  const first = await authenticate(`Bearer ${keys.sign()}`);
  const second = await authenticate(`Bearer ${keys.sign({ jti: "another" })}`);
  const client = await first.connectorFactory?.create(serviceUrl, first.audience);
  expect(client).toBeDefined();
  expect(await second.connectorFactory?.create(serviceUrl, second.audience)).toBe(client);
  expect(await first.connectorFactory?.create("http://127.0.0.1:10/", first.audience)).not.toBe(client);
});

test("a remembered token does not open another address", async () => {
  const authorization = `Bearer ${keys.sign()}`;
  await authenticate(authorization);
  await expect(authenticate(authorization, { serviceUrl: "http://127.0.0.1:10/" })).rejects.toThrow(
    "Unauthorized",
  );
});

test("a token that differs in one character is not the remembered one", async () => {
  const authorization = `Bearer ${keys.sign()}`;
  await authenticate(authorization);
  const [end, other] = [authorization.slice(-9), authorization.at(-10) === "A" ? "B" : "A"];
  await expect(authenticate(authorization.slice(0, -10) + other + end)).rejects.toThrow("Unauthorized");
});

test("a token is verified again once it has ended", async () => {
  const authorization = `Bearer ${keys.sign()}`;
  const first = await authenticate(authorization);
  // It was signed a moment after the clock was read, perhaps in the next second.
  clock += 3_600_000 + 60_000;
  expect(await authenticate(authorization)).not.toBe(first);
});

test("a token that has ended, or not begun, by the clock that is given is refused", async () => {
  const authorization = `Bearer ${keys.sign()}`;
  // An hour, and the five minutes clocks may differ by.
  clock += 3_600_000 + 301_000;
  await expect(authenticate(authorization)).rejects.toThrow("Unauthorized");
  clock -= 7_200_000 + 301_000;
  await expect(authenticate(authorization)).rejects.toThrow("Unauthorized");
  clock += 3_600_000;
  expect(await authenticate(authorization)).toBeDefined();
});

const resultOf = (exp?: number) => ({
  audience: "",
  callerId: "",
  claimsIdentity: new ClaimsIdentity(exp === undefined ? [] : [{ type: "exp", value: String(exp) }]),
});

test("a channel and an address that read like another channel and address are not those", () => {
  const tokens = createVerifiedTokens(() => clock);
  const use = { authorization: "Bearer one", channelId: "ms", serviceUrl: "teams\nhttps://one/" };
  tokens.keep(use, resultOf(Math.ceil(clock / 1000) + 60));
  expect(tokens.find({ ...use })).toBeDefined();
  expect(tokens.find({ ...use, channelId: "msteams", serviceUrl: "\nhttps://one/" })).toBeUndefined();
  expect(tokens.find({ ...use, channelId: "ms2 teams", serviceUrl: "\nhttps://one/" })).toBeUndefined();
});

test("without an end nothing is remembered, and of many tokens only the newest are", () => {
  const tokens = createVerifiedTokens(() => clock);
  const useOf = (name: string) => ({ authorization: name, channelId: "msteams", serviceUrl });
  tokens.keep(useOf("endless"), resultOf());
  expect(tokens.find(useOf("endless"))).toBeUndefined();
  const soon = Math.ceil(clock / 1000) + 60;
  for (let count = 0; count <= 500; count += 1) tokens.keep(useOf(`token ${count}`), resultOf(soon));
  expect(tokens.find(useOf("token 0"))).toBeUndefined();
  expect(tokens.find(useOf("token 1"))).toBeDefined();
});
