import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readZip } from "./read-zip";
import { samplePackage, sampleValues } from "./sample-package";

const folder = mkdtempSync(join(tmpdir(), "package-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command as built, with these settings and no others. */
function run(
  command: "package" | "validate",
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Ended {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(__dirname, `../../dist/cli/${command}.js`), ...args],
    { env: environment, encoding: "utf8" },
  );
  return { status, out: stdout, err: stderr };
}

test("the zip has the files of the package at its root, filled in, and nothing else", () => {
  const file = join(folder, "new", "app.zip");
  const { status, out } = run("package", sampleValues, "--out", file);

  expect({ status, out }).toEqual({
    status: 0,
    out: `${file}: manifest.json, color.png, outline.png, zh-tw.json, zh-cn.json\n`,
  });
  const entries = readZip(readFileSync(file));
  expect(entries.map(({ name, content }) => ({ name, content }))).toEqual(samplePackage());
  expect(entries[0]?.content.toString("utf8")).toContain(`"id": "${sampleValues.TEAMS_APP_ID}"`);
  expect(entries[0]?.content.includes("${{")).toBe(false);
});

test("the same package gives the same bytes in every time zone", () => {
  const [here, there] = ["Asia/Taipei", "America/Los_Angeles"].map((TZ, place) => {
    const file = join(folder, `${place}.zip`);
    run("package", { ...sampleValues, TZ }, "--out", file);
    return readFileSync(file);
  });

  expect(here?.equals(there ?? Buffer.alloc(0))).toBe(true);
  expect(new Set(readZip(here ?? Buffer.alloc(0)).map(({ date, time }) => `${date} ${time}`)).size).toBe(1);
});

test("the settings may come from a file named by ENV_FILE", () => {
  const file = join(folder, ".env.sample");
  const lines = Object.entries(sampleValues).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, lines.join(""));

  expect(run("validate", { ENV_FILE: file })).toEqual({
    status: 0,
    out: "no fault in manifest.json, color.png, outline.png, zh-tw.json, zh-cn.json\n",
    err: "",
  });
});

test("each fault is one line, and the command fails", () => {
  expect(run("validate", { ...sampleValues, BOT_DOMAIN: "bot.azurewebsites.net" })).toEqual({
    status: 1,
    out: 'manifest.json validDomains[0]: is "bot.azurewebsites.net"; allowed: a domain of your own, nothing under azurewebsites.net\n',
    err: "",
  });
});

test.each(["package", "validate"] as const)(
  "%s says which setting is wrong, and makes nothing",
  (command) => {
    const file = join(folder, "never.zip");
    const args = command === "package" ? ["--out", file] : [];

    expect(run(command, { ...sampleValues, BOT_ID: "bot" }, ...args)).toEqual({
      status: 2,
      out: "",
      err: 'BOT_ID is "bot"; allowed: the app id of the bot\'s registration (a GUID)\n',
    });
    expect(run(command, { ...sampleValues, BOT_DOMAIN: "" }, ...args).err).toContain(
      "BOT_DOMAIN is not set; allowed: the domain",
    );
    expect(existsSync(file)).toBe(false);
  },
);
