import { mkdirSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";

/** Where a command leaves its wishes, and who may read them. */
export interface RequestFolder {
  readonly path: string;
  /** Only this account. */
  readonly isPrivate: boolean;
}

/**
 * Leaves a request for the running bot, whole or not at all; `name` names the file. The data file belongs to one process:
 * a command beside it leaves its wish as a file, and whoever may write there could write the data file as well.
 */
export function leaveRequest({ path, isPrivate }: RequestFolder, name: string, request: unknown): void {
  mkdirSync(path, { recursive: true, ...(isPrivate ? { mode: 0o700 } : {}) });
  const file = join(path, `${name}.json`);
  writeFileSync(`${file}.new`, JSON.stringify(request), isPrivate ? { mode: 0o600 } : {});
  renameSync(`${file}.new`, file);
}

/** Carries out what was left; a request is gone only afterwards. A file that is none of ours asks for nothing. */
export async function takeRequests<Request>(
  { path }: RequestFolder,
  schema: z.ZodType<Request>,
  carryOut: (request: Request) => Promise<unknown>,
): Promise<void> {
  for (const name of listFiles(path)) {
    const file = join(path, name);
    const request = readRequest(file, schema);
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

function readRequest<Request>(file: string, schema: z.ZodType<Request>): Request | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
