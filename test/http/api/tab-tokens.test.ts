import { createHmac, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { identifyByToken } from "../../../src/http/api/token-caller";
import { RecordHistory } from "../../../src/http/api/wire";
import { portOf } from "../../support/key-server";
import { callApi, keepRecord, postApi } from "./api-client";
import { oid, startTeamsWorld, type TeamsWorld, tenants } from "./teams-world";

let world: TeamsWorld;
const path = "/api/records/PS-000001";

beforeAll(async () => {
  world = await startTeamsWorld();
  await keepRecord(world, { requester: { id: "somebody", name: "Somebody" } }, tenants[0]);
});
afterAll(() => world.stop());

type Claims = Readonly<Record<string, unknown>>;
const sign = (changes: Claims = {}): string => world.keys.sign(world.claims(changes));
const get = (token: string | null, headers: Readonly<Record<string, string>> = {}, search = "") =>
  callApi(world.origin, `${path}${search}`, {
    headers: { ...headers, ...(token === null ? {} : { authorization: token }) },
  });

const now = Math.floor(Date.now() / 1000);
const other = "11111111-1111-4111-8111-111111111111";

test.each<[string, () => Claims]>([
  ["the app id", () => ({})],
  ["the tab's address", () => ({ aud: `api://bot.example/${world.keys.appId}` })],
  ["the address of a tab with a bot", () => ({ aud: `api://bot.example/botid-${world.keys.appId}` })],
  ["several permissions", () => ({ scp: "openid access_as_user" })],
  ["the desktop client", () => ({ azp: undefined, appid: "1fec8e78-bce4-4aaf-ab1b-5451cc387264" })],
  ["a clock four minutes off", () => ({ exp: now - 240 })],
  ["a clock four minutes slow", () => ({ nbf: now + 240 })],
])("a token of Teams is believed: %s", async (_name, changes) => {
  expect((await get(`Bearer ${sign(changes())}`)).status).toBe(200);
});

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
/** A token with a header of its own. */
const forge = (header: object, seal: (head: string) => string): string => {
  const head = `${encode(header)}.${encode({ ...world.claims(), nbf: now - 60, exp: now + 3600 })}`;
  return `Bearer ${head}.${seal(head)}`;
};
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

test.each<[string, () => string | null]>([
  ["no token", () => null],
  ["another scheme", () => `Basic ${sign()}`],
  ["garbage", () => "Bearer garbage"],
  ["garbage in three parts", () => "Bearer a.b.c"],
  ["an unsigned token", () => forge({ alg: "none" }, () => "")],
  ["an unsigned token with a seal", () => forge({ alg: "none", kid: "test-key" }, () => "c2VhbA")],
  [
    "a shared secret",
    () =>
      forge({ alg: "HS256", kid: "test-key" }, (head) =>
        createHmac("sha256", "test-key").update(head).digest("base64url"),
      ),
  ],
  ["an unknown key id", () => `Bearer ${world.keys.sign(world.claims(), { kid: "other" })}`],
  ["a stranger's key under a known id", () => `Bearer ${world.keys.sign(world.claims(), { key: stranger })}`],
  ["a token cut short", () => `Bearer ${sign().slice(0, -20)}`],
  ["another audience", () => `Bearer ${sign({ aud: other })}`],
  ["another app's address", () => `Bearer ${sign({ aud: `api://bot.example/${other}` })}`],
  [
    "an address around the app id",
    () => `Bearer ${sign({ aud: `api://bot.example/${world.keys.appId}/x` })}`,
  ],
  ["a web address", () => `Bearer ${sign({ aud: `https://bot.example/${world.keys.appId}` })}`],
  ["several audiences", () => `Bearer ${sign({ aud: [world.keys.appId, other] })}`],
  ["another issuer", () => `Bearer ${sign({ iss: "https://evil.example" })}`],
  ["the older issuer", () => `Bearer ${sign({ iss: `https://sts.windows.net/${tenants[0]}/` })}`],
  [
    "the issuer of another tenant we serve",
    () => `Bearer ${sign({ iss: `https://login.microsoftonline.com/${tenants[1]}/v2.0` })}`,
  ],
  [
    "a tenant we do not serve",
    () => `Bearer ${sign({ tid: other, iss: `https://login.microsoftonline.com/${other}/v2.0` })}`,
  ],
  ["no tenant", () => `Bearer ${sign({ tid: undefined })}`],
  ["no object id", () => `Bearer ${sign({ oid: undefined })}`],
  ["an expired token", () => `Bearer ${sign({ exp: now - 360, nbf: now - 7200 })}`],
  ["a token without an end", () => `Bearer ${sign({ exp: undefined })}`],
  ["a token of tomorrow", () => `Bearer ${sign({ nbf: now + 86_400, exp: now + 90_000 })}`],
  ["another permission", () => `Bearer ${sign({ scp: "access_as_users User.Read" })}`],
  ["no permission (an app's own token)", () => `Bearer ${sign({ scp: undefined })}`],
  ["another client", () => `Bearer ${sign({ azp: other })}`],
  ["another client beside one of Teams", () => `Bearer ${sign({ appid: other })}`],
  ["no client", () => `Bearer ${sign({ azp: undefined })}`],
])("%s is refused with an empty body", async (_name, token) => {
  const { status, text } = await get(token());
  expect([status, text]).toEqual([401, ""]);
});

/** What the answer to a token says beside its status. */
async function reasonOf(changes: Readonly<Record<string, unknown>>, path = "/api/me"): Promise<unknown> {
  const headers = { authorization: `Bearer ${sign(changes)}` };
  const { status, text, headers: told } = await callApi(world.origin, path, { headers });
  return [status, text, told.get("www-authenticate")];
}

test.each(["/api/me", "/api/unknown"])(
  "somebody of an organization we do not serve is told at %s that it is that, and nothing of any other",
  async (path) => {
    const iss = `https://login.microsoftonline.com/${other}/v2.0`;

    expect(await reasonOf({ tid: other, iss }, path)).toEqual([401, "", 'Bearer error="tenant_not_served"']);
  },
);

test.each([
  ["of another organization whose issuer is one we serve", { tid: other }],
  ["of another organization for another app", { tid: other, aud: other }],
  ["of another organization by another client", { tid: other, azp: other }],
])("a token %s is told nothing at all", async (_name, changes) => {
  const iss = `https://login.microsoftonline.com/${changes.tid}/v2.0`;
  const all = "aud" in changes || "azp" in changes ? { iss, ...changes } : changes;

  expect(await reasonOf(all)).toEqual([401, "", null]);
});

test("the header of the local mode opens nothing", async () => {
  expect((await get(null, { "x-local-person": oid })).status).toBe(401);
});

test("a token of another tenant we serve sees nothing of this one, whatever the address says", async () => {
  const iss = `https://login.microsoftonline.com/${tenants[1]}/v2.0`;
  const token = `Bearer ${sign({ tid: tenants[1], iss })}`;
  expect((await get(token)).status).toBe(404);
  expect((await get(token, {}, `?tid=${tenants[0]}`)).status).toBe(404);
  expect((await callApi(world.origin, "/api/records", { headers: { authorization: token } })).body).toEqual({
    records: [],
    next: null,
  });
});

test("the token's person stands in the history", async () => {
  const headers = { authorization: `Bearer ${sign()}`, "if-match": '"1"' };
  expect((await postApi(world.origin, `${path}/notes`, { note: "hello" }, headers)).status).toBe(200);

  const { body } = await callApi(world.origin, `${path}/history`, { headers });
  expect(RecordHistory.parse(body).entries.at(-1)?.by).toEqual({ id: oid, name: "Mei Chen" });
});

test("while the keys cannot be had the answer is to try again, within the deadline", async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const rules = { appId: world.keys.appId, allowedTenants: tenants, now: () => new Date() };
  const hanging = new URL(`http://127.0.0.1:${portOf(silent)}/keys`);
  const closed = new URL("http://127.0.0.1:9/keys");
  const wrong = new URL(`${world.origin}/healthz`);

  for (const keys of [hanging, closed, wrong]) {
    const identify = identifyByToken({ ...rules, keys, deadline: 100 });
    expect(await identify({ authorization: `Bearer ${sign()}` })).toBe("unavailable");
  }
  silent.closeAllConnections();
  silent.close();
});
