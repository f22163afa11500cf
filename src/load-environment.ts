import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import { SettingsError } from "./errors";

/**
 * Reads the settings file into the environment; what is set there already stays. Beside the file, its `.user`
 * companion may hold secrets and is never committed.
 */
export function loadEnvironment(root: string): void {
  const named = process.env["ENV_FILE"];
  const file = named ?? join(root, "env/.env.local");
  if (named !== undefined && !existsSync(named)) {
    throw new SettingsError(
      `ENV_FILE is "${named}"; allowed: the path of a settings file such as env/.env.dev`,
    );
  }
  for (const candidate of [`${file}.user`, file]) if (existsSync(candidate)) loadEnvFile(candidate);
  readSecretFiles(process.env);
}

/**
 * `SECRET_X_FILE` and `DATABASE_URL_FILE` name a file whose content is the secret, as container platforms mount them.
 * Throws a SettingsError that names the setting and the path, never the content.
 */
export function readSecretFiles(environment: Record<string, string | undefined>): void {
  for (const [name, path] of Object.entries(environment)) {
    const target = /^(SECRET_[A-Z_]+|DATABASE_URL)_FILE$/.exec(name)?.[1];
    if (target === undefined || path === undefined || path === "") continue;
    if (environment[target] !== undefined && environment[target] !== "")
      throw new SettingsError(`${name} and ${target} are both set; allowed: one of them`);
    environment[target] = readSecret(name, path);
  }
}

function readSecret(name: string, path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    throw new SettingsError(`${name} is ${JSON.stringify(path)}; allowed: a file this program can read`);
  }
}
