import { existsSync } from "node:fs";
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
}
