import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FileStore } from "./file-store";

/** A name that means one file on every file system: no separator, no dot, no upper case. */
const plainName = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** Keeps files on disk as `<root>/<tenant>/<id>`. A crash leaves a whole file or none. */
export function createDiskFileStore(root: string): FileStore {
  const pathOf = (tenantId: string, fileId: string): string =>
    join(root, folderOf(tenantId), checkId(fileId));
  return {
    async save(tenantId, fileId, bytes) {
      const path = pathOf(tenantId, fileId);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeWhole(path, bytes);
      return { size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
    },
    async read(tenantId, fileId) {
      try {
        return await readFile(pathOf(tenantId, fileId));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    remove: (tenantId, fileId) => rm(pathOf(tenantId, fileId), { force: true }),
  };
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.new`;
  try {
    const file = await open(unfinished, "w", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    // On a full disk, half a file would take the room that others need.
    await rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Without this the new name itself could be lost with the power; not every system can open a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** Tenants are GUIDs in Teams; what an emulator names otherwise becomes its hash, which is longer than any plain name. */
function folderOf(tenantId: string): string {
  if (plainName.test(tenantId)) return tenantId;
  return `x-${createHash("sha256").update(tenantId).digest("hex")}`;
}

function checkId(fileId: string): string {
  if (plainName.test(fileId)) return fileId;
  throw new TypeError("a file id is none of ours");
}

function isMissing(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT";
}
