import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";

const root = join(__dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

// Comes with the linter; a dependency of its own for two tests is not worth it.
const Yaml = z.custom<{ load(text: string): unknown }>(
  (value) => typeof value === "object" && value !== null && "load" in value,
);
const yaml = Yaml.parse(createRequire(__filename)("js-yaml"));

const Step = z.strictObject({
  uses: z.string().regex(/^[a-zA-Z]+\/[a-zA-Z]+$/),
  name: z.string().optional(),
  with: z.record(z.string(), z.unknown()),
  writeToEnvironmentFile: z.record(z.string(), z.string().regex(/^[A-Z][A-Z0-9_]*$/)).optional(),
});
const Project = z.strictObject({
  version: z.literal("v1.11"),
  environmentFolderPath: z.literal("./env"),
  provision: z.array(Step),
  deploy: z.array(Step),
  publish: z.array(Step).optional(),
});

const files = ["m365agents.yml", "m365agents.local.yml"] as const;
const projects = Object.fromEntries(files.map((file) => [file, Project.parse(yaml.load(read(file)))]));
const stepsOf = (file: string) => {
  const project = projects[file];
  return [...(project?.provision ?? []), ...(project?.deploy ?? []), ...(project?.publish ?? [])];
};

/** What each action must be given, by the toolkit's documentation. */
const needs: Readonly<Record<string, readonly string[]>> = {
  "teamsApp/create": ["name"],
  "aadApp/create": ["name", "generateClientSecret", "signInAudience"],
  "aadApp/update": ["manifestPath", "outputFilePath"],
  "botFramework/create": ["botId", "name", "messagingEndpoint", "channels"],
  "arm/deploy": ["subscriptionId", "resourceGroupName", "templates", "bicepCliVersion"],
  "teamsApp/validateManifest": ["manifestPath"],
  "teamsApp/zipAppPackage": ["manifestPath", "outputZipPath", "outputFolder"],
  "teamsApp/validateAppPackage": ["appPackagePath"],
  "teamsApp/update": ["appPackagePath"],
  "teamsApp/publishAppPackage": ["appPackagePath"],
  "cli/runNpmCommand": ["args"],
  "file/createOrUpdateEnvironmentFile": ["target", "envs"],
  "azureAppService/zipDeploy": ["artifactFolder", "resourceId"],
};

test.each(files)("%s uses known actions with all they need", (file) => {
  for (const { uses, with: given } of stepsOf(file)) {
    expect(Object.keys(needs)).toContain(uses);
    expect(Object.keys(given)).toEqual(expect.arrayContaining([...(needs[uses] ?? [])]));
  }
});

test.each(files)("%s creates before it deploys, and checks the package before it sends it", (file) => {
  const order = projects[file]?.provision.map(({ uses }) => uses) ?? [];
  // Behind a tunnel the bot has a registration and a secret; in Azure it is a managed identity.
  const hosting = file === "m365agents.yml" ? ["arm/deploy"] : ["botFramework/create"];
  const ofBot = file === "m365agents.yml" ? [] : ["aadApp/create"];
  expect(order).toEqual([
    "teamsApp/create",
    ...ofBot,
    "aadApp/create",
    "aadApp/update",
    ...hosting,
    "teamsApp/validateManifest",
    "teamsApp/zipAppPackage",
    "teamsApp/validateAppPackage",
    "teamsApp/update",
  ]);
});

test.each(files)("every path in %s leads somewhere", (file) => {
  const paths = [...read(file).matchAll(/:\s+(\.\/(?!appPackage\/build)[\w./-]+)$/gm)].map(
    (match) => match[1] ?? "",
  );
  const made = ["./.localConfigs"];
  for (const path of paths.filter((one) => !made.includes(one)))
    expect([path, existsSync(join(root, path))]).toEqual([path, true]);
});

test("in Azure nothing makes a secret", () => {
  expect(read("m365agents.yml")).not.toMatch(/SECRET_(?!METRICS)|generateClientSecret: true|clientSecret/);
});

test("what the files ask for is made by an earlier step, or is the operator's to set", () => {
  const byOperator = [
    "AZURE_SUBSCRIPTION_ID",
    "AZURE_RESOURCE_GROUP_NAME",
    "RESOURCE_SUFFIX",
    "APP_NAME_SUFFIX",
  ];
  const set = [
    "BOT_DOMAIN",
    "SECRET_METRICS_TOKEN",
    "DATABASE_ADMIN_ID",
    "DATABASE_ADMIN_NAME",
    "TEAMSFX_ENV",
  ];
  const outputs = [...read("infra/azure.bicep").matchAll(/^output (\w+)/gm)].map((match) => match[1] ?? "");
  // The toolkit makes this one by itself when it fills in the manifest of a registration.
  const known = new Set([...byOperator, ...set, ...outputs, "AAD_APP_ACCESS_AS_USER_PERMISSION_ID"]);
  for (const { writeToEnvironmentFile } of stepsOf("m365agents.yml"))
    for (const name of Object.values(writeToEnvironmentFile ?? {})) known.add(name);
  const asking = [
    "m365agents.yml",
    "infra/azure.parameters.json",
    "infra/aad.manifest.json",
    "appPackage/manifest.json",
  ];
  for (const file of asking)
    for (const [, name = ""] of read(file).matchAll(/\$\{\{(\w+)\}\}/g))
      expect([file, [...known]]).toEqual([file, expect.arrayContaining([name])]);
});

test("the tab's registration offers what the server asks of a token, to the clients it believes", () => {
  const Manifest = z.object({
    appId: z.string(),
    identifierUris: z.array(z.string()),
    api: z.object({
      requestedAccessTokenVersion: z.literal(2),
      oauth2PermissionScopes: z.array(z.looseObject({ value: z.string(), id: z.string() })),
      preAuthorizedApplications: z.array(
        z.object({ appId: z.guid(), delegatedPermissionIds: z.array(z.string()) }),
      ),
    }),
  });
  const { identifierUris, api } = Manifest.parse(JSON.parse(read("infra/aad.manifest.json")));
  expect(read("appPackage/manifest.json")).toContain(`"resource": "${identifierUris[0] ?? "none"}"`);
  expect(api.oauth2PermissionScopes.map(({ value }) => value)).toEqual(["access_as_user"]);
  const caller = read("src/http/api/token-caller.ts");
  for (const { appId, delegatedPermissionIds } of api.preAuthorizedApplications) {
    expect(caller).toContain(appId);
    expect(delegatedPermissionIds).toEqual(api.oauth2PermissionScopes.map(({ id }) => id));
  }
  expect(api.preAuthorizedApplications).toHaveLength(2);
  // Whoever registers by hand is told the same.
  const uri = (identifierUris[0] ?? "none")
    .replace("${{BOT_DOMAIN}}", "<your domain>")
    .replace("${{TAB_APP_ID}}", "<its app id>");
  const version = `\`requestedAccessTokenVersion\` to ${api.requestedAccessTokenVersion}`;
  const told = [uri, version, "`access_as_user`", ...api.preAuthorizedApplications.map(({ appId }) => appId)];
  const readme = read("README.md").replaceAll(/\s+/g, " ");
  for (const words of told) expect(readme).toContain(words);
});

test("the secrets it writes go where git does not look", () => {
  const written = files.flatMap((file) =>
    stepsOf(file).flatMap(({ writeToEnvironmentFile }) => Object.entries(writeToEnvironmentFile ?? {})),
  );
  for (const [what, name] of written) if (/secret/i.test(what)) expect(name).toMatch(/^SECRET_/);
  expect(read(".gitignore")).toContain("env/.env.*.user");
  expect(read(".gitignore")).toContain(".localConfigs");
});

test("the workflow runs the command of the README and audits every week", () => {
  const Workflow = z.looseObject({
    on: z.looseObject({ schedule: z.array(z.object({ cron: z.string() })) }),
    jobs: z.record(
      z.string(),
      z.looseObject({ steps: z.array(z.looseObject({ run: z.string().optional() })) }),
    ),
  });
  const workflow = Workflow.parse(yaml.load(read(".github/workflows/test.yml")));
  const runs = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  expect(runs).toEqual([".ci/run", "npm audit --omit=dev --audit-level=high"]);
  expect(workflow.on.schedule[0]?.cron.split(" ")).toHaveLength(5);
  expect(read(".ci/run")).toContain("npm ci && npm test");
});

test("every test the threat model names is there", () => {
  const named = [...read("SECURITY.md").matchAll(/`(test\/[\w./-]+)`/g)].map((match) => match[1] ?? "");
  expect(named.length).toBeGreaterThan(20);
  for (const file of named) expect([file, existsSync(join(root, file))]).toEqual([file, true]);
});
