import { createHmac, generateKeyPairSync } from "node:crypto";
import { issuer, type KeyServer } from "./key-server";

/** A name, and the Authorization header; null for none. */
export type Forgery = readonly [string, string | null];

const other = "11111111-1111-4111-8111-111111111111";

export interface ForgeryOptions {
  readonly keys: KeyServer;
  readonly serviceUrl: string;
  readonly tenantId: string;
}

/** Tokens of every kind nobody may believe, for the channel's endpoint as for the tab's API. */
export function forgeTokens(options: ForgeryOptions): readonly Forgery[] {
  return [...forgeForAll(options), ...forgeChannelTokens(options), ...forgeTabTokens(options)];
}

/** What is a token of no kind. */
function forgeForAll({ keys, serviceUrl }: ForgeryOptions): readonly Forgery[] {
  const now = Math.floor(Date.now() / 1000);
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: issuer, aud: keys.appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3600 };
  const head = (header: object): string => `${encode(header)}.${encode(claims)}`;
  const shared = head({ alg: "HS256", typ: "JWT", kid: "test-key" });
  const seal = createHmac("sha256", "test-key").update(shared).digest("base64url");
  return [
    ["no token", null],
    ["another scheme", `Basic ${keys.sign()}`],
    ["garbage", "Bearer garbage"],
    ["garbage in three parts", "Bearer a.b.c"],
    ["8 kB of garbage", `Bearer ${"x".repeat(2700)}.${"y".repeat(2700)}.${"z".repeat(2700)}`],
    ["an unsigned token", `Bearer ${head({ alg: "none" })}.`],
    ["an unsigned token with a seal", `Bearer ${head({ alg: "none", kid: "test-key" })}.c2VhbA`],
    ["sealed with the key's name as a secret", `Bearer ${shared}.${seal}`],
    ["two tokens", `Bearer ${keys.sign()}, Bearer ${keys.sign()}`],
  ];
}

/** Tokens that resemble those of Teams' channel. */
function forgeChannelTokens({ keys, serviceUrl }: ForgeryOptions): readonly Forgery[] {
  const now = Math.floor(Date.now() / 1000);
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const sign = (claims: object = {}, how = {}): string =>
    `Bearer ${keys.sign({ serviceurl: serviceUrl, ...claims }, how)}`;
  return [
    ["channel: a stranger's key under a known id", sign({}, { key: stranger })],
    ["channel: an unknown key id", sign({}, { kid: "other" })],
    ["channel: another audience", sign({ aud: other })],
    ["channel: another issuer", sign({ iss: "https://evil.example" })],
    ["channel: another service address", sign({ serviceurl: "https://evil.example" })],
    ["channel: no service address", sign({ serviceurl: undefined })],
    ["channel: expired", sign({ exp: now - 3600, nbf: now - 7200 })],
    ["channel: of tomorrow", sign({ nbf: now + 86_400, exp: now + 90_000 })],
    ["channel: without an end", sign({ exp: undefined })],
    ["channel: of a skill", sign({ ver: "1.0", appid: other })],
    ["channel: cut short", sign().slice(0, -20)],
  ];
}

/** Tokens that resemble those Entra gives a tab. */
function forgeTabTokens({ keys, tenantId }: ForgeryOptions): readonly Forgery[] {
  const now = Math.floor(Date.now() / 1000);
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const sign = (changes: object = {}, how = {}): string =>
    `Bearer ${keys.sign({ ...tabClaims(keys, tenantId), ...changes }, how)}`;
  return [
    ["tab: a stranger's key under a known id", sign({}, { key: stranger })],
    ["tab: another audience", sign({ aud: other })],
    ["tab: another app's address", sign({ aud: `api://bot.example/${other}` })],
    ["tab: another issuer", sign({ iss: "https://evil.example" })],
    [
      "tab: a tenant that is not served",
      sign({ tid: other, iss: `https://login.microsoftonline.com/${other}/v2.0` }),
    ],
    ["tab: expired", sign({ exp: now - 3600, nbf: now - 7200 })],
    ["tab: without an end", sign({ exp: undefined })],
    ["tab: another permission", sign({ scp: "User.Read" })],
    ["tab: another client", sign({ azp: other })],
    ["tab: nobody", sign({ oid: undefined })],
  ];
}

/** What Entra says of somebody in a tab. */
export function tabClaims(keys: KeyServer, tenantId: string, oid = "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a01") {
  return {
    ...{ aud: keys.appId, iss: `https://login.microsoftonline.com/${tenantId}/v2.0`, tid: tenantId, oid },
    ...{ azp: "5e3ce6c0-2b1f-4285-8d4b-75ee78787346", scp: "access_as_user", name: "Mei Chen" },
  };
}
