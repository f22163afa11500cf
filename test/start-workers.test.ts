import { join } from "node:path";
import { BroadcastChannel } from "node:worker_threads";
import { z } from "zod";
import type { Logger } from "../src/log";
import { createLog } from "../src/log";
import { startWorkers, type Workers } from "../src/start-workers";
import { holdDataFile } from "../src/storage/sqlite-connection";
import { useTemporaryDirectories } from "./storage/temporary-directory";
import { waitUntil } from "./support/wait-until";
import { requireBuild } from "./support/require-build";

const makeDirectory = useTemporaryDirectories();
const Told = z.object({ number: z.number(), what: z.string() });
const host = "127.0.0.1";
const patience = { stopMs: 60_000, askMs: 20, asks: 75 };

let file: string;
let told: string[];
let channel: BroadcastChannel;
const log: Logger = createLog("silent");

beforeEach(() => {
  file = join(makeDirectory(), "records.db");
  told = [];
  channel = new BroadcastChannel("odd workers");
  channel.onmessage = ({ data }) => {
    const { number, what } = Told.parse(data);
    told.push(`${number} ${what}`);
  };
});
afterEach(() => {
  channel.close();
});

/** Threads of which each does as it is told. */
function start(ways: readonly string[], stopMs = patience.stopMs): Promise<Workers> {
  requireBuild();
  const settings = { host, port: 0, workers: ways.length, database: { kind: "sqlite" as const, file } };
  const program = join(__dirname, "support/odd-worker.mjs");
  return startWorkers({ settings, log, program, given: ways, patience: { ...patience, stopMs } });
}

/** What threads tell may come a little later than their end. */
const seen = (what: string) =>
  waitUntil(
    () => told,
    (all) => all.includes(what),
  );

/** No thread holds it any more, nor this process. */
const expectFileToBeFree = (): void => {
  holdDataFile(file)();
};

test("when one thread cannot start, its reason is told, and the one that had started is stopped", async () => {
  await expect(start(["work", "refuse"])).rejects.toThrow("this thread has no wish to start");

  await seen("1 stopped");
  expectFileToBeFree();
});

test("when one thread cannot start while another one's start takes for ever, that is told all the same", async () => {
  await expect(start(["work", "never", "refuse"], 300)).rejects.toThrow("this thread has no wish to start");

  expectFileToBeFree();
});

test("when the first thread cannot start, no other one begins", async () => {
  await expect(start(["refuse", "work"])).rejects.toThrow("this thread has no wish to start");

  expect(told).toEqual(["1 begun"]);
  expectFileToBeFree();
});

test("a thread that hangs is found out and ended, and then somebody has to stop the others", async () => {
  const workers = await start(["work", "hang"]);

  await workers.broken;

  await expect(workers.stop()).rejects.toThrow("did not end well");
  await seen("1 stopped");
  expectFileToBeFree();
});

test("what a thread held that has ended, another one that waits for it is given at once", async () => {
  const workers = await start(["take the lock and end", "wait for the lock"]);

  await seen("2 has the lock");
  await workers.broken;
  await expect(workers.stop()).rejects.toThrow("did not end well");
});

test("threads that work are left alone, however often they are asked", async () => {
  const workers = await start(["work", "work"]);
  let isBroken = false;
  void workers.broken.then(() => (isBroken = true));

  await new Promise((resolve) => setTimeout(resolve, patience.askMs * patience.asks * 1.3));

  expect(isBroken).toBe(false);
  await workers.stop();
  expectFileToBeFree();
});
