import { parseArgs } from "node:util";
import { SettingsError } from "../errors";
import { copyToPostgres } from "../storage/copy-to-postgres";
import { parseDatabaseAddress } from "../storage/database-address";
import { runCommand } from "./run-command";

const usage =
  "migrate --from sqlite:<file> --to postgres://user:password@host/name [--tenant <id>]   " +
  "copies all data, or those of one tenant, and compares both sides";

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { from: { type: "string" }, to: { type: "string" }, tenant: { type: "string" } },
  });
  const from = parseDatabaseAddress(values.from ?? "");
  const to = parseDatabaseAddress(values.to ?? "");
  if (from?.kind !== "sqlite") throw new SettingsError(`from is no address of a data file. ${usage}`);
  if (to?.kind !== "postgres") throw new SettingsError(`to is no address of a PostgreSQL database. ${usage}`);
  let rows = 0;
  for await (const copied of copyToPostgres({ ...from, ...to, tenantId: values.tenant })) {
    rows += copied.rows;
    process.stdout.write(
      `${copied.tenantId}  ${copied.table.padEnd(16)} ${String(copied.rows).padStart(8)} rows  ${copied.hash}\n`,
    );
  }
  process.stdout.write(
    `${rows} rows are the same on both sides. Files sent to cases stay in DATA_DIR/files: every instance must reach them.\n`,
  );
}

runCommand(usage, main);
