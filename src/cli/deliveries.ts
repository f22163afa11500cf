import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SettingsError } from "../errors";
import type { Delivery, DeliveryState } from "../escalation/delivery";
import { loadEnvironment } from "../load-environment";
import { readSettings, type Settings } from "../settings";
import { leaveRetryRequests } from "../storage/retry-requests";
import { openReader, openStore } from "../storage/open-store";
import { runCommand } from "./run-command";

const usage =
  "deliveries [--json] [--retry <key>|all-failed]   lists what has not arrived, or asks for it to be sent again";

/** How many are listed; whoever has more first mends the cause. */
const mostListed = 1000;

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean", default: false }, retry: { type: "string" } },
  });
  loadEnvironment(join(__dirname, "../.."));
  const settings = readSettings(process.env);
  if (values.retry !== undefined) {
    await askAgain(settings, values.retry, await readOpen(settings, ["failed", "unknown"]));
    return;
  }
  const open = await readOpen(settings, ["failed", "unknown", "pending", "sending"]);
  if (values.json) process.stdout.write(`${JSON.stringify(open, null, 2)}\n`);
  else process.stdout.write(open.length === 0 ? "Everything has arrived.\n" : writeTable(open));
}

async function readOpen(
  { database }: Settings,
  states: readonly DeliveryState[],
): Promise<readonly Delivery[]> {
  const store = await openReader(database);
  try {
    return await store.listDeliveries({ states, limit: mostListed });
  } finally {
    await store.close();
  }
}

/** `all-failed` leaves out the unknown ones: those may have arrived, and a person looks before each. */
async function askAgain(settings: Settings, wish: string, open: readonly Delivery[]): Promise<void> {
  const wanted =
    wish === "all-failed"
      ? open.filter(({ state }) => state === "failed")
      : open.filter(({ key }) => key === wish);
  if (wanted.length === 0 && wish !== "all-failed") {
    throw new SettingsError(`no failed or unknown delivery has the key "${wish}". ${usage}`);
  }
  if (wanted.length > 0) await passOn(settings, wanted);
  process.stdout.write(
    `${wanted.length} to be sent again: the running bot takes them within half a minute, a stopped one when it starts.\n`,
  );
}

/** A data file belongs to the running bot, which is asked by a file beside it; a server takes it from anybody. */
async function passOn({ database, dataDir }: Settings, wanted: readonly Delivery[]): Promise<void> {
  const requests = wanted.map(({ tenantId, key }) => ({ tenantId, key }));
  if (database.kind === "sqlite") {
    leaveRetryRequests(dataDir, randomUUID(), requests);
    return;
  }
  const store = await openStore(database);
  try {
    const at = new Date().toISOString();
    for (const { tenantId, key } of requests) await store.retryDelivery(tenantId, key, at);
  } finally {
    await store.close();
  }
}

function writeTable(open: readonly Delivery[]): string {
  const rows = open.map(({ key, state, error, attempts, createdAt, conversationId, tenantId }) => [
    state,
    error ?? "",
    String(attempts),
    createdAt,
    key,
    conversationId,
    tenantId,
  ]);
  const table = [["state", "error", "tries", "created", "key", "conversation", "tenant"], ...rows];
  const widths = (table[0] ?? []).map((_, place) => Math.max(...table.map((row) => row[place]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, place) => cell.padEnd(widths[place] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")
    .concat("\n");
}

runCommand(usage, main);
