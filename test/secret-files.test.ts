import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSecretFiles } from "../src/load-environment";
import { readSettings } from "../src/settings";
import { useTemporaryDirectories } from "./storage/temporary-directory";

const makeDirectory = useTemporaryDirectories();

const secret = "a-secret-nobody-may-see";

function write(content = `${secret}\n`): string {
  const file = join(makeDirectory(), "secret");
  writeFileSync(file, content);
  return file;
}

test("a secret is read from the file that is named, without its last line break", () => {
  const environment: Record<string, string | undefined> = { SECRET_METRICS_TOKEN_FILE: write() };
  readSecretFiles(environment);
  expect(readSettings(environment).metricsToken).toBe(secret);
});

test("the address of the database is one, for its password", () => {
  const environment: Record<string, string | undefined> = {
    DATABASE_URL_FILE: write("postgres://bot:word@127.0.0.1:5432/ps"),
  };
  readSecretFiles(environment);
  expect(readSettings(environment).database.kind).toBe("postgres");
});

test.each([
  [
    "a file that is not there",
    { SECRET_BOT_PASSWORD_FILE: "/nowhere/secret" },
    /SECRET_BOT_PASSWORD_FILE is/,
  ],
  ["both", { SECRET_BOT_PASSWORD_FILE: __filename, SECRET_BOT_PASSWORD: secret }, /both set/],
])("%s stops the start with the setting's name and no secret", (_case, given, says) => {
  const environment: Record<string, string | undefined> = { ...given };
  let message = "";
  try {
    readSecretFiles(environment);
  } catch (error) {
    message = String(error);
  }
  expect(message).toMatch(says);
  expect(message).not.toContain(secret);
});

test.each(["SECRET_METRICS_TOKEN", "DATABASE_URL"])("a wrong %s is not repeated", (name) => {
  const value = "tiny-secret";
  expect(() => readSettings({ [name]: value })).toThrow(/set, but not valid/);
  expect(() => readSettings({ [name]: value })).not.toThrow(value);
});
