import { join } from "node:path";
import { createDiskFileStore } from "../../src/files/disk-file-store";
import { createFileKeeper, type FileKeeper } from "../../src/files/file-keeper";
import type { FileKeeperOptions } from "../../src/files/file-keeper-options";
import { StorageError } from "../../src/errors";
import { createLog } from "../../src/log";
import type { FileFault, FileLimits } from "../../src/records/case-file";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import { moment, sampleFile, sampleKey } from "../contracts/store-samples";
import { useTemporaryDirectories } from "../storage/temporary-directory";
import { answer, type FileServer, startFileServer } from "../support/file-server";
import { png } from "../support/sample-files";
import { waitUntil } from "../support/wait-until";

const makeDirectory = useTemporaryDirectories();
const limits: FileLimits = { fileBytes: 1000, caseBytes: 150, caseFiles: 20 };
let directory: string;
let store: Store;
let server: FileServer;
let isSlow = false;
let fails = 0;
let told: FileFault[];
let keeper: FileKeeper | undefined;

beforeEach(async () => {
  directory = makeDirectory();
  store = await openSqliteStore({ file: join(directory, "data.sqlite") });
  isSlow = false;
  fails = 0;
  told = [];
  server = await startFileServer((_, response) => {
    fails -= 1;
    if (fails >= 0) answer(response, 503);
    else if (!isSlow) response.end(png);
  });
});
afterEach(async () => {
  await keeper?.stop();
  await server.stop();
  await store.close();
});

function start(others: Partial<FileKeeperOptions> = {}): FileKeeper {
  keeper = createFileKeeper({
    store,
    files: createDiskFileStore(join(directory, "files")),
    limits,
    locate: ({ source, id }) =>
      id === "hanging" ? new Promise(() => undefined) : Promise.resolve({ url: new URL(source) }),
    tell: (_, fault) => {
      told.push(fault);
      return Promise.resolve();
    },
    now: () => moment(1),
    log: createLog("silent"),
    deadline: 5000,
    pauses: [5, 5],
    ...others,
  });
  keeper.wake();
  return keeper;
}

async function send(...ids: readonly string[]): Promise<void> {
  const files = ids.map((id) => sampleFile({ id, number: 1, source: `${server.origin}/${id}` }));
  await store.saveTurn({ key: sampleKey(), at: moment(0), files });
}

const states = async (): Promise<readonly string[]> =>
  (await store.listFiles("contoso", 1)).map(({ state }) => state);
const settled = (seen: readonly string[]): boolean => !seen.includes("pending");

test("a file whose download was cut off by a stop is fetched after the next start", async () => {
  isSlow = true;
  await send("one");
  const first = start();
  await waitUntil(
    () => server.asked.length,
    (count) => count === 1,
  );

  const begun = performance.now();
  await first.stop();
  expect(performance.now() - begun).toBeLessThan(4000);
  expect(await states()).toEqual(["pending"]);

  isSlow = false;
  start();
  expect(await waitUntil(states, settled)).toEqual(["kept"]);
  expect(await createDiskFileStore(join(directory, "files")).read("contoso", "one")).toEqual(png);
});

test("a sign-in that hangs does not hold up the stop", async () => {
  await send("hanging");
  const first = start();
  await new Promise((resolve) => setTimeout(resolve, 30));

  const begun = performance.now();
  await first.stop();

  expect(performance.now() - begun).toBeLessThan(4000);
  expect(await states()).toEqual(["pending"]);
});

test("a file sent before the program was killed is fetched at its start", async () => {
  await send("one");

  start();

  expect(await waitUntil(states, settled)).toEqual(["kept"]);
});

test("two failures are borne, a third one is told of", async () => {
  fails = 2;
  await send("one");
  start();
  expect(await waitUntil(states, settled)).toEqual(["kept"]);

  fails = 3;
  await send("two");
  keeper?.wake();

  expect(await waitUntil(states, settled)).toEqual(["kept", "failed"]);
  await waitUntil(
    () => told,
    (faults) => faults.length === 1,
  );
  expect(told).toEqual(["unreachable"]);
});

test("what fits into the case is kept, however many arrive at once", async () => {
  await send("one", "two", "three", "four", "five", "six");

  start();

  const seen = await waitUntil(states, settled);
  const room = Math.floor(limits.caseBytes / png.length);
  expect(seen.filter((state) => state === "kept")).toHaveLength(room);
  await waitUntil(
    () => told.length,
    (count) => count === 6 - room,
  );
  expect(new Set(told)).toEqual(new Set(["case_full"]));
});

test("a slow file does not hold up the others", async () => {
  isSlow = true;
  await send("slow");
  start();
  await waitUntil(
    () => server.asked.length,
    (count) => count === 1,
  );
  isSlow = false;

  await send("two");
  keeper?.wake();

  expect(await waitUntil(states, (seen) => seen.includes("kept"))).toContain("pending");
});

test("the sender of a file for which there is no room is told so, and nothing of it is kept", async () => {
  const files = createDiskFileStore(join(directory, "files"));
  const noRoom = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  await send("one");

  start({ files: { ...files, save: () => Promise.reject(noRoom) } });

  expect(await waitUntil(states, settled)).toEqual(["failed"]);
  await waitUntil(
    () => told,
    (faults) => faults.length > 0,
  );
  expect(told).toEqual(["not_saved"]);
  expect(await files.read("contoso", "one")).toBeNull();
});

test("a file that was fetched while the database was away is kept when it is back", async () => {
  let tries = 0;
  let passed = 0;
  await send("one");

  start({
    store: {
      claimFiles: (...given) => store.claimFiles(...given),
      releaseFile: (...given) => store.releaseFile(...given),
      settleFile: (...given) => store.settleFile(...given),
      keepFile: (...given) => {
        tries += 1;
        return tries === 1 ? Promise.reject(new StorageError("away")) : store.keepFile(...given);
      },
    },
    // An hour later at each look: whatever was taken is free again.
    now: () => new Date(Date.parse(moment(1)) + (passed += 3_600_000)).toISOString(),
    pollMs: 20,
  });

  expect(await waitUntil(states, settled)).toEqual(["kept"]);
  expect(told).toEqual([]);
});
