import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readSettings } from "../../src/settings";

const root = join(__dirname, "../..");
const source = readFileSync(join(root, "infra/azure.bicep"), "utf8");
/** Without comments and the insides of texts, so that brackets in them do not count. */
const bare = source.replace(/^\s*\/\/.*$/gm, "").replace(/'(?:[^'\\]|\\.)*'/g, "''");

const declared = (kind: string): readonly string[] =>
  [...bare.matchAll(new RegExp(`^${kind} (\\w+)`, "gm"))].map((match) => match[1] ?? "");

/**
 * No compiler of Bicep can be had from npm or Debian: this finds what is out of balance, undeclared, unused or secret in
 * the wrong place. It does not know the properties of a resource.
 */
test("brackets are in balance", () => {
  const open: string[] = [];
  const pairs: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
  for (const sign of bare) {
    if ("([{".includes(sign)) open.push(sign);
    else if (sign in pairs) expect(open.pop()).toBe(pairs[sign]);
  }
  expect(open).toEqual([]);
});

test("every declaration has its own name, and parameters and variables are used", () => {
  const names = ["param", "var", "resource"].flatMap(declared);
  expect(new Set(names).size).toBe(names.length);
  for (const name of [...declared("param"), ...declared("var")])
    expect([name, source.split(new RegExp(`\\b${name}\\b`)).length > 2]).toEqual([name, true]);
});

test("what properties, parents and references name is declared", () => {
  const names = ["param", "var", "resource"].flatMap(declared);
  const used = [
    ...[...source.matchAll(/\b(\w+)\.(?:id|properties)\b/g)].map((match) => match[1] ?? ""),
    ...[...source.matchAll(/^ {2}(?:parent|scope): (\w+)$/gm)].map((match) => match[1] ?? ""),
  ];
  expect(used.length).toBeGreaterThan(10);
  for (const name of used) expect(names).toContain(name);
});

test("every resource names its type with a version", () => {
  const types = [...source.matchAll(/^resource \w+ '([^']+)' = \{$/gm)].map((match) => match[1] ?? "");
  expect(types).toHaveLength(declared("resource").length);
  for (const type of types) expect(type).toMatch(/^Microsoft\.\w+(?:\/\w+)+@\d{4}-\d\d-\d\d(?:-preview)?$/);
  const has = (type: string) => types.some((one) => one.startsWith(`${type}@`));
  for (const type of [
    "Microsoft.Web/sites",
    "Microsoft.DBforPostgreSQL/flexibleServers",
    "Microsoft.KeyVault/vaults",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "Microsoft.Insights/components",
    "Microsoft.BotService/botServices/channels",
  ])
    expect([type, has(type)]).toEqual([type, true]);
});

test("the one secret is a secure parameter, reaches the app as a reference, and is no output", () => {
  const secure = [...source.matchAll(/@secure\(\)\n(?:@.*\n)*param (\w+)/g)].map((match) => match[1] ?? "");
  expect(secure).toEqual(["metricsToken"]);
  const settings = [...source.matchAll(/\{ name: '(\w+)', value: (.+) \}$/gm)];
  for (const [, name = "", value = ""] of settings)
    if (name.startsWith("SECRET_")) expect(value).toMatch(/^'@Microsoft\.KeyVault\(SecretUri=/);
  const outputs = source.split("\n").filter((line) => line.startsWith("output "));
  for (const line of outputs) expect(line).not.toMatch(/password|secret|token|databaseUrl/i);
});

test("bot and database know a managed identity in place of a password, and its role is not the administrator", () => {
  const settings = new Map(
    [...source.matchAll(/\{ name: '(\w+)', value: (.+) \}$/gm)].map(([, name, value]) => [name, value]),
  );
  expect(Object.fromEntries(settings)).toMatchObject({
    BOT_ID: "identity.properties.clientId",
    BOT_CREDENTIAL: "'managed_identity'",
    DATABASE_CREDENTIAL: "'managed_identity'",
    DATABASE_URL: "databaseUrl",
  });
  expect(settings.has("SECRET_BOT_PASSWORD")).toBe(false);
  expect(source).toMatch(
    /var databaseUrl = 'postgres:\/\/\$\{identity\.name\}@[^:]+:5432\/\$\{databaseName\}\?sslmode=verify-full'/,
  );
  expect(source).toContain("msaAppType: 'UserAssignedMSI'");
  expect(source).toContain("passwordAuth: 'Disabled'");
  expect(source).not.toMatch(/administratorLogin/);
  const administrator = /resource databaseAdmin [^]*?\n\}/.exec(source)?.[0] ?? "";
  expect(administrator).toContain("name: databaseAdminId");
  expect(administrator).not.toContain("identity");
});

test("what the app is given, it reads as its settings", () => {
  // What the platform and the parameters put in place of the expressions.
  const id = "8f5c1e7e-0c1f-4d8e-9a77-1f1f5d0f7a10";
  const filled: Readonly<Record<string, string>> = {
    databaseUrl:
      "postgres://base-identity@base-pg.postgres.database.azure.com:5432/partner_support?sslmode=verify-full",
    botDomain: "support.contoso.example",
    workers: "2",
  };
  const given = [...source.matchAll(/\{ name: '(\w+)', value: (.+) \}$/gm)].map(
    ([, name = "", value = ""]): readonly [string, string] => [
      name,
      /^'([^@].*)'$/.exec(value)?.[1] ??
        filled[value] ??
        (value.startsWith("'@") ? "from-the-key-vault" : id),
    ],
  );
  const platform = { IDENTITY_ENDPOINT: "http://127.0.0.1:41741/msi/token", IDENTITY_HEADER: "shown" };

  const settings = readSettings({ ...Object.fromEntries(given), ...platform });

  expect(settings.registration).toMatchObject({ appId: id, credential: { kind: "managed_identity" } });
  expect(settings.database).toMatchObject({ kind: "postgres", identity: { clientId: id, header: "shown" } });
  expect(settings.tabAppId).toBe(id);
  expect(settings.workers).toBe(2);
});

test("the parameters file gives what has no default, and nothing unknown", () => {
  const Parameters = z.object({ parameters: z.record(z.string(), z.object({ value: z.string() })) });
  const text = readFileSync(join(root, "infra/azure.parameters.json"), "utf8");
  const given = Object.keys(Parameters.parse(JSON.parse(text)).parameters);
  const required = [...bare.matchAll(/^param (\w+) \w+$/gm)].map((match) => match[1] ?? "");
  expect([...given].sort()).toEqual([...required].sort());
});
