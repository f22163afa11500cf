import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type EraseRequest, leaveEraseRequest, takeEraseRequests } from "../../src/storage/erase-requests";
import { leaveRetryRequests, takeRetryRequests } from "../../src/storage/retry-requests";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
const request: EraseRequest = { tenantId: "contoso", kind: "customer", id: "Fabrikam", by: "operator" };
const minute = 60_000;
let clock: number;
let dataDir: string;
let carriedOut: EraseRequest[];

beforeEach(() => {
  clock = Date.now();
  dataDir = makeDirectory();
  carriedOut = [];
  leaveEraseRequest(dataDir, "one", request);
});

/** As one process takes what was left. */
const take = (
  carryOut = (taken: EraseRequest): Promise<unknown> => Promise.resolve(carriedOut.push(taken)),
): Promise<void> => takeEraseRequests(dataDir, () => new Date(clock), carryOut);

const filesLeft = (): readonly string[] => readdirSync(join(dataDir, "erase-requests"));

test("what one process has in hand, another one leaves alone, and what is left beside it is taken", async () => {
  const { promise: done, resolve: finish } = Promise.withResolvers<unknown>();
  const first = take((taken) => {
    carriedOut.push(taken);
    return done;
  });
  const other = { ...request, id: "Wingtip" };
  leaveEraseRequest(dataDir, "two", other);

  await take();
  expect(carriedOut).toEqual([request, other]);

  finish(null);
  await first;
  expect(filesLeft()).toEqual([]);
});

test("the two that a command has left for retries are taken by one process", async () => {
  const wishes = ["one", "two"].map((key) => ({ tenantId: "contoso", key }));
  leaveRetryRequests(dataDir, "command", wishes);
  const retried: string[] = [];
  const retry = () =>
    takeRetryRequests(
      dataDir,
      () => new Date(clock),
      async ({ key }) => {
        await new Promise(setImmediate);
        retried.push(key);
      },
    );

  await Promise.all([retry(), retry()]);

  expect(retried).toEqual(["one", "two"]);
});

test("what a process had in hand when it was killed is taken by another one after a while", async () => {
  const programs = ["../support/run-typescript.mjs", "take-and-hang.ts"].map((name) => join(__dirname, name));
  const child = spawn(process.execPath, [...programs, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  await take();
  clock += 4 * minute;
  await take();
  expect(carriedOut).toEqual([]);

  clock += 2 * minute;
  await Promise.all([take(), take()]);

  expect(carriedOut).toEqual([request]);
  expect(filesLeft()).toEqual([]);
});

test("a process that was only slow ends in peace when another one has taken over", async () => {
  const { promise: done, resolve: finish } = Promise.withResolvers<unknown>();
  const slow = take(() => done);
  clock += 6 * minute;
  await take();

  finish(null);
  await slow;

  expect(carriedOut).toEqual([request]);
  expect(filesLeft()).toEqual([]);
});

test("what could not be carried out is there for the next look of anybody, and a clock set back keeps nothing", async () => {
  await expect(take(() => Promise.reject(new Error("no database")))).rejects.toThrow("no database");
  expect(filesLeft()).toEqual(["one.json"]);
  void take(() => new Promise(() => undefined));
  clock -= 60 * minute;

  await take();

  expect(carriedOut).toEqual([request]);
});

test("a file that is none of ours asks for nothing and is cleared away", async () => {
  const folder = join(dataDir, "erase-requests");
  writeFileSync(join(folder, "other.json"), "no request");
  writeFileSync(join(folder, "half.json.new"), "{");

  await take();

  expect(carriedOut).toEqual([request]);
  expect(filesLeft()).toEqual(["half.json.new"]);
});
