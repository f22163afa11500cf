import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SettingsError } from "../errors";
import { loadEnvironment } from "../load-environment";
import { localTenantId } from "../local-chat/people";
import { makePseudonym } from "../privacy/erase-subject";
import { readSettings, type Settings } from "../settings";
import { leaveEraseRequest } from "../storage/erase-requests";
import { openReader } from "../storage/open-store";
import { runCommand } from "./run-command";

const usage =
  "erase [--tenant <id>] --person <object id> | --customer <name, domain or tenant id> [--by <object id>] | --list";

async function main(args: readonly string[]): Promise<void> {
  const text = { type: "string" } as const;
  const options = {
    tenant: text,
    person: text,
    customer: text,
    by: text,
    list: { type: "boolean" },
  } as const;
  const {
    tenant: named,
    person,
    customer,
    by = "operator",
    list = false,
  } = parseArgs({ args: [...args], options }).values;
  refuseEmpty({ tenant: named, person, customer, by });
  if (list && (person ?? customer) !== undefined)
    throw new SettingsError(`--list stands alone, nothing was erased. ${usage}`);
  loadEnvironment(join(__dirname, "../.."));
  const settings = readSettings(process.env);
  const tenant = named ?? findOnlyTenant(settings);
  if (tenant === undefined)
    throw new SettingsError(`--tenant is not set, and the bot is there for several. ${usage}`);
  if (list) {
    await printProofs(settings, tenant);
    return;
  }
  const id = person ?? customer;
  if (id === undefined || (person !== undefined && customer !== undefined))
    throw new SettingsError(`exactly one of --person, --customer must be set. ${usage}`);
  const kind = person === undefined ? "customer" : "person";
  const pseudonym = makePseudonym(randomUUID);
  leaveEraseRequest(settings.dataDir, randomUUID(), { tenantId: tenant, kind, id, by, pseudonym });
  process.stdout.write(
    "The running bot erases it within a minute, or at its next start; --list then shows the proof.\n",
  );
}

/** A variable of a script that was never set must not become a wish that finds nobody. */
function refuseEmpty(named: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(named))
    if (value?.trim() === "") throw new SettingsError(`--${name} is empty. ${usage}`);
}

/** That of the local chat, or the only one the settings let in. */
function findOnlyTenant({ registration }: Settings): string | undefined {
  if (registration === null) return localTenantId;
  const [tenant, ...others] = registration.allowedTenants;
  return others.length === 0 ? tenant : undefined;
}

/** Who was erased when, and who asked: pseudonyms only. */
async function printProofs({ database }: Settings, tenant: string): Promise<void> {
  const store = await openReader(database);
  try {
    for (const { pseudonym, kind, by, at, finishedAt } of await store.listErasures(tenant))
      process.stdout.write(`${at}  ${kind}  ${pseudonym}  asked by ${by}  ${finishedAt ?? "not finished"}\n`);
  } finally {
    await store.close();
  }
}

runCommand(usage, main);
