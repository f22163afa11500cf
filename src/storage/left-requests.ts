import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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

/** Milliseconds after which what a process has taken and not carried out counts as left again: it died over it. */
const takenFor = 300_000;

/**
 * Carries out what was left. Of several processes that share the folder one takes each request, by renaming its file; it
 * is gone only when it was carried out. One that fails is left again, one whose process died when its time is over: so
 * `carryOut` may see a request twice. A file that is none of ours asks for nothing.
 */
export async function takeRequests<Request>(
  { path }: RequestFolder,
  schema: z.ZodType<Request>,
  now: () => Date,
  carryOut: (request: Request) => Promise<unknown>,
): Promise<void> {
  for (const { name, file } of listLeft(path, now().getTime())) {
    const taken = join(path, `${name}.taken-${now().getTime()}`);
    if (!move(join(path, file), taken)) continue;
    try {
      const request = readRequest(taken, schema);
      if (request !== null) await carryOut(request);
    } catch (error) {
      move(taken, join(path, name));
      throw error;
    }
    // Whoever was so slow that another one has taken it finds nothing to remove.
    rmSync(taken, { force: true });
  }
}

interface LeftFile {
  /** As it was left. */
  readonly name: string;
  /** As it is called now. */
  readonly file: string;
}

const fileName = /^(?<name>.+\.json)(?:\.taken-(?<at>\d+))?$/;

/** What nobody has taken, or somebody who did not come back. */
function listLeft(folder: string, now: number): readonly LeftFile[] {
  return listFiles(folder).flatMap((file) => {
    const { name, at } = fileName.exec(file)?.groups ?? {};
    if (name === undefined) return [];
    // A clock that was set back must not keep it for ever.
    return at === undefined || Math.abs(now - Number(at)) >= takenFor ? [{ name, file }] : [];
  });
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Nobody has asked for anything yet.
    return [];
  }
}

/** False where another process was first. */
function move(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (!existsSync(from)) return false;
    throw error;
  }
}

function readRequest<Request>(file: string, schema: z.ZodType<Request>): Request | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
