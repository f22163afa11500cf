import { mkdirSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Somebody or a customer a lead wants to be erased. */
export const EraseRequest = z
  .object({
    tenantId: z.string().min(1),
    kind: z.enum(["person", "customer"]),
    id: z.string().min(1),
    by: z.string(),
  })
  .readonly();
export type EraseRequest = z.infer<typeof EraseRequest>;

/** Like the requests to send again: the data file belongs to the running bot, so a command leaves its wish beside it. */
function folderOf(dataDir: string): string {
  return join(dataDir, "erase-requests");
}

/** Leaves a request for the bot, whole or not at all; `name` names the file. Only this account may read it. */
export function leaveEraseRequest(dataDir: string, name: string, request: EraseRequest): void {
  const folder = folderOf(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.json`);
  writeFileSync(`${file}.new`, JSON.stringify(request), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Carries out what was left; a request is gone only afterwards. A file that is none of ours asks for nothing. */
export async function takeEraseRequests(
  dataDir: string,
  carryOut: (request: EraseRequest) => Promise<unknown>,
): Promise<void> {
  const folder = folderOf(dataDir);
  for (const name of listFiles(folder)) {
    const file = join(folder, name);
    const request = readRequest(file);
    if (request !== null) await carryOut(request);
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

function readRequest(file: string): EraseRequest | null {
  try {
    return EraseRequest.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
