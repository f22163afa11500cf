import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "partner-support-arguments-"));
  writeFileSync(join(folder, "no-database.sqlite"), "not a database");
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A command as built, in a folder without data. */
function run(command: string, args: readonly string[], input = ""): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        join(__dirname, `../../dist/cli/${command}.js`),
        ...args.map((arg) => arg.replace("{folder}", folder)),
      ],
      { env: { ...process.env, DATA_DIR: folder, LOG_LEVEL: "silent" } },
    );
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.on("close", (status) => {
      resolve({ status, out, err });
    });
    child.stdin.end(input);
  });
}

const oneSentence = /^[^\n]+\n$/;
const trace = /^\s+at |Error:/m;

test.each(["export", "hand-over", "deliveries", "erase", "migrate"])(
  "%s says in one sentence what it does not know, and how it is called",
  async (command) => {
    const { status, out, err } = await run(command, ["--nonsense"]);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(oneSentence);
    expect(err).not.toMatch(trace);
    expect(err).toContain(`; ${command} `);
  },
);

test.each([
  ["export", ["--format", "xml"], 2, /^format is "xml"; allowed are json, csv/],
  ["export", [], 1, /^the data file .* does not exist/],
  ["hand-over", ["--record", "PS-99999999999999999999"], 2, /^record is "PS-9/],
  ["deliveries", ["--json=1"], 2, /'--json' does not take an argument/],
  ["erase", ["--customer", ""], 2, /^--customer is empty/],
  ["erase", ["--person", "one", "--tenant", ""], 2, /^--tenant is empty/],
  ["erase", ["--list", "--person", "one"], 2, /^--list stands alone/],
  [
    "migrate",
    ["--from", "sqlite:{folder}/no-database.sqlite", "--to", "postgres://127.0.0.1:1/x"],
    1,
    /is not a database of this program/,
  ],
  ["package", ["--out", "{folder}/no-database.sqlite/x.zip"], 2, /is not set|not a directory/],
] as const)("%s %j ends with %i and a sentence", async (command, args, code, sentence) => {
  const { status, out, err } = await run(command, args);
  expect(err).toMatch(sentence);
  expect(err).toMatch(oneSentence);
  expect(err).not.toMatch(trace);
  expect(status).toBe(code);
  expect(out).toBe("");
  expect(existsSync(join(folder, "erase-requests"))).toBe(false);
});

test("help is no mistake", async () => {
  const { status, out, err } = await run("export", ["--help"]);
  expect(status).toBe(0);
  expect(out).toMatch(/^export --format json\|csv/);
  expect(err).toBe("");
});

describe("decide", () => {
  test.each([
    ["", /^the answers are not JSON/],
    ["[".repeat(100_000) + "]".repeat(100_000), /^(set 1: )?the answers are /],
    [`{"impact":"${"x".repeat(5000)}"}`, /^impact is "x{1,100}…"/],
    ['[{"cloud":"germany"},{"cloud":"mars"}]', /^set 2: cloud is "mars"/],
  ])("refuses the input %.20s", async (input, sentence) => {
    const { status, out, err } = await run("decide", ["--json", "-"], input);
    expect(err).toMatch(sentence);
    expect(err).toMatch(oneSentence);
    expect(err.length).toBeLessThan(400);
    expect(status).toBe(2);
    expect(out).toBe("");
  });

  test("reads what a shell puts a byte order mark before", async () => {
    const { out } = await run("decide", ["--json", "-"], '\ufeff{"cloud":"germany"}');
    expect(JSON.parse(out)).toMatchObject({ row: "R0" });
  });

  test("names on standard error what is no input, and decides all the same", async () => {
    const { status, out, err } = await run("decide", [
      "--json",
      '{"cloud":"germany","serviceHelth":"healthy","customer":"contoso.com"}',
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ row: "R0" });
    expect(err).toBe("not an input, left out: serviceHelth\n");
  });

  test("says nothing when the reader goes away", async () => {
    const many = JSON.stringify(Array.from({ length: 5000 }, () => ({ cloud: "germany" })));
    const child = spawn(process.execPath, [join(__dirname, "../../dist/cli/decide.js"), "--json", "-"]);
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.stdout.destroy();
    child.stdin.end(many);
    await new Promise((resolve) => child.on("close", resolve));
    expect(err).toBe("");
  });
});
