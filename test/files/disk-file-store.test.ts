import { createHash } from "node:crypto";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDiskFileStore } from "../../src/files/disk-file-store";
import { useTemporaryDirectories } from "../storage/temporary-directory";

const makeDirectory = useTemporaryDirectories();
let root = "";
const directory = (): string => root;

beforeEach(() => {
  root = makeDirectory();
});
const tenant = "3d0f5a0e-9f5c-4c0b-8a51-6c2c7e1b9d10";
const bytes = Buffer.from("evidence");

test("what was saved is read again, with its size and hash told", async () => {
  const files = createDiskFileStore(directory());

  const saved = await files.save(tenant, "file-1", bytes);

  expect(saved).toEqual({ size: 8, sha256: createHash("sha256").update(bytes).digest("hex") });
  expect(await files.read(tenant, "file-1")).toEqual(bytes);
  expect(readdirSync(join(directory(), tenant))).toEqual(["file-1"]);
});

test("nobody but the program's own user may read it", async () => {
  await createDiskFileStore(directory()).save(tenant, "file-1", bytes);

  expect(statSync(join(directory(), tenant, "file-1")).mode & 0o077).toBe(0);
});

test("another tenant's file of the same id is another file, and a missing one is null", async () => {
  const files = createDiskFileStore(directory());
  await files.save(tenant, "file-1", bytes);

  expect(await files.read("fabrikam", "file-1")).toBeNull();
});

test("a removed file is gone, and removing it again does no harm", async () => {
  const files = createDiskFileStore(directory());
  await files.save(tenant, "file-1", bytes);

  await files.remove(tenant, "file-1");
  await files.remove(tenant, "file-1");

  expect(await files.read(tenant, "file-1")).toBeNull();
});

test("what a crash left half written is replaced", async () => {
  const files = createDiskFileStore(directory());
  await files.save(tenant, "file-1", bytes);
  writeFileSync(join(directory(), tenant, "file-1.new"), "half");

  await files.save(tenant, "file-1", Buffer.from("whole"));

  expect(await files.read(tenant, "file-1")).toEqual(Buffer.from("whole"));
});

test.each(["../x", "..", "a/b", "A~1", "con.txt", "", "a\u0000"])("the id %j is refused", async (id) => {
  const files = createDiskFileStore(directory());

  await expect(files.save(tenant, id, bytes)).rejects.toThrow(TypeError);
});

test.each(["../../etc", "A", "a b", "."])("a tenant named %j stays below the folder", async (name) => {
  const files = createDiskFileStore(directory());

  await files.save(name, "file-1", bytes);

  expect(readdirSync(directory())).toEqual([expect.stringMatching(/^x-[0-9a-f]{64}$/)]);
});
