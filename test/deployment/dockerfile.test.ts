import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

interface Instruction {
  readonly name: string;
  readonly words: string;
}

/** Stages of a Dockerfile, each with its instructions. */
function readStages(): readonly (readonly Instruction[])[] {
  const lines = read("Dockerfile")
    .replace(/^\s*#.*\n/gm, "")
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [, name = "", words = ""] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === "FROM") stages.push([]);
    stages.at(-1)?.push({ name, words });
  }
  return stages;
}

const stages = readStages();
const last = stages.at(-1) ?? [];
const find = (name: string): readonly string[] =>
  last.filter((one) => one.name === name).map(({ words }) => words);

test("every line is an instruction Docker knows", () => {
  const known = [
    "FROM",
    "WORKDIR",
    "COPY",
    "RUN",
    "ENV",
    "VOLUME",
    "USER",
    "EXPOSE",
    "HEALTHCHECK",
    "STOPSIGNAL",
    "CMD",
  ];
  for (const { name } of stages.flat()) expect(known).toContain(name);
});

test("every stage begins with Node 24", () => {
  expect(stages).toHaveLength(3);
  for (const [from] of stages) expect(from?.words).toMatch(/^node:24-bookworm-slim(?: AS \w+)?$/);
});

test("what runs is not root, has no tools that build, and is told to stop itself", () => {
  expect(find("USER")).toEqual(["node"]);
  expect(find("CMD")).toEqual(['["node", "dist/index.js"]']);
  expect(find("COPY")).toContain("--from=dependencies /app/node_modules ./node_modules");
  expect(stages[1]?.map(({ words }) => words)).toContain("npm ci --omit=dev");
  // After this nothing is written outside of the volume.
  const user = last.findIndex(({ name }) => name === "USER");
  expect(last.slice(user).some(({ name }) => name === "RUN" || name === "COPY")).toBe(false);
});

test("its health is asked by Node itself, at the address that says alive", () => {
  const [check = ""] = find("HEALTHCHECK");
  const command: unknown = JSON.parse(check.slice(check.indexOf("CMD ") + 4));
  expect(command).toEqual(["node", "-e", expect.stringContaining("/healthz")]);
});

test("what is copied from outside is there and not ignored", () => {
  const allowed = read(".dockerignore")
    .split("\n")
    .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  const copied = stages
    .flat()
    .filter(({ name, words }) => name === "COPY" && !words.startsWith("--from"))
    .flatMap(({ words }) => words.split(" ").slice(0, -1));
  expect(copied.length).toBeGreaterThan(4);
  for (const file of copied) {
    expect(existsSync(join(root, file))).toBe(true);
    expect(allowed).toContain(file);
  }
});
