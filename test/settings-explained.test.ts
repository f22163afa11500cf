import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** The settings the schema knows, by their names in the source. */
const settings = [...read("src/environment.ts").matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(
  (match) => match[1] ?? "",
);
const known = [...new Set(settings)];

test("the settings were found", () => {
  expect(known).toEqual(
    expect.arrayContaining(["MODE", "PORT", "DATA_DIR", "BOT_ID", "SECRET_BOT_PASSWORD"]),
  );
});

test.each(known)("%s stands in the README and in a sample file with a comment above it", (name) => {
  expect(read("README.md")).toContain(`\`${name}\``);
  const samples = [read("env/.env.local"), read("env/.env.dev")];
  expect(samples.some((sample) => new RegExp(`^#.*\n${name}=`, "m").test(sample))).toBe(true);
});

test.each(["env/.env.local", "env/.env.dev"])(
  "%s has a comment above every setting and no unknown one",
  (file) => {
    const lines = read(file).split("\n");
    lines.forEach((line, index) => {
      const name = /^([A-Z_]+)=/.exec(line)?.[1];
      if (name === undefined) return;
      expect(known).toContain(name);
      expect(lines[index - 1]).toMatch(/^# /);
    });
  },
);
