import { mkdirSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** A delivery somebody wants to be sent again. */
const RetryRequest = z.object({ tenantId: z.string(), key: z.string() }).readonly();
export type RetryRequest = z.infer<typeof RetryRequest>;

/**
 * The data file belongs to one process. A command beside it leaves its wish as a file in this folder; whoever
 * may write there could write the data file as well.
 */
function folderOf(dataDir: string): string {
  return join(dataDir, "retry-requests");
}

/** Leaves requests for the bot, whole or not at all; `id` names the file. */
export function leaveRetryRequests(dataDir: string, id: string, requests: readonly RetryRequest[]): void {
  const folder = folderOf(dataDir);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${id}.json`);
  writeFileSync(`${file}.new`, JSON.stringify(requests));
  renameSync(`${file}.new`, file);
}

/** Carries out what was left; a request is gone only afterwards. A file that is none of ours asks for nothing. */
export async function takeRetryRequests(
  dataDir: string,
  carryOut: (request: RetryRequest) => Promise<unknown>,
): Promise<void> {
  const folder = folderOf(dataDir);
  for (const name of listFiles(folder)) {
    const file = join(folder, name);
    for (const request of readRequests(file)) await carryOut(request);
    unlinkSync(file);
  }
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    // Nobody has asked for anything yet.
    return [];
  }
}

function readRequests(file: string): readonly RetryRequest[] {
  try {
    return z.array(RetryRequest).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return [];
  }
}
