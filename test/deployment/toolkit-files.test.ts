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
  const hosting = file === "m365agents.yml" ? "arm/deploy" : "botFramework/create";
  expect(order).toEqual([
    "teamsApp/create",
    "aadApp/create",
    hosting,
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
