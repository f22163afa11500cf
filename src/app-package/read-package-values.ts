import { parseEnvironment, wrong } from "../environment";

/** What the placeholders of the Teams package stand for, by their names. */
export type PackageValues = Readonly<Record<"TEAMS_APP_ID" | "BOT_ID" | "TAB_APP_ID" | "BOT_DOMAIN", string>>;

/**
 * Reads what the Teams package is filled with, in either mode and without the secret. Throws `SettingsError` with
 * the name of the setting, what was found and what is allowed.
 */
export function readPackageValues(environment: Readonly<Record<string, string | undefined>>): PackageValues {
  const { found, given } = parseEnvironment(environment);
  const { TEAMS_APP_ID, BOT_ID, TAB_APP_ID, BOT_DOMAIN } = found;
  if (TEAMS_APP_ID === undefined) throw wrong("TEAMS_APP_ID", given);
  if (BOT_ID === undefined) throw wrong("BOT_ID", given);
  if (BOT_DOMAIN === undefined) throw wrong("BOT_DOMAIN", given);
  return { TEAMS_APP_ID, BOT_ID, TAB_APP_ID: TAB_APP_ID ?? BOT_ID, BOT_DOMAIN };
}
