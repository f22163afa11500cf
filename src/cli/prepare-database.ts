import { parseArgs } from "node:util";
import { SettingsError } from "../errors";
import { parseDatabaseAddress } from "../storage/database-address";
import { preparePostgres } from "../storage/prepare-postgres";
import { runCommand } from "./run-command";

const usage =
  "prepare-database --to postgres://administrator@host/name --role <role of the bot>   makes the database, its schema " +
  "and the role that may work in it; the administrator's password, or token, is PGPASSWORD";

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { to: { type: "string" }, role: { type: "string" } },
  });
  const to = parseDatabaseAddress(values.to ?? "");
  if (to?.kind !== "postgres") throw new SettingsError(`to is no address of a PostgreSQL database. ${usage}`);
  if (values.role === undefined || values.role === "") throw new SettingsError(`role is not named. ${usage}`);
  await preparePostgres(to, values.role);
  process.stdout.write(
    `The database is ready for ${values.role}, who may read and write rows and no more.\n`,
  );
}

runCommand(usage, main);
