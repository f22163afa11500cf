import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { WorkerError } from "./errors";
import { makeLimitMemory } from "./http/limit-memory";
import type { Logger } from "./log";
import type { Settings } from "./settings";
import { holdDataFile } from "./storage/sqlite-connection";
import { makeLockMemory } from "./storage/thread-lock";
import { type AskingPatience, makeThread, type WorkerThread } from "./worker-thread";

/** Several instances, each a thread of this process, on one port and one database. */
export interface Workers {
  /** As of the first. */
  readonly address: string;
  readonly port: number;
  /** Resolves when one of them has ended, of itself or told to: the others go on, and somebody has to stop them. */
  readonly broken: Promise<void>;
  /** Rejects when one of them did not end well. */
  stop(): Promise<void>;
}

/** How many threads there are, and what they run. */
export interface WorkersOptions {
  readonly settings: Pick<Settings, "host" | "port" | "workers" | "database">;
  readonly log: Logger;
  /** What each of them runs; the product itself unless it is told otherwise (tests), with what it is given. */
  readonly program?: string;
  readonly given?: unknown;
  /** Where it is not the usual one (tests). */
  readonly patience?: Patience;
}

/** How long threads are waited for. */
export interface Patience extends AskingPatience {
  /** Milliseconds in which the others are to stop when one could not start. */
  readonly stopMs: number;
}

/** A minute without an answer: nothing that is done at one go takes so long. Questions are counted, not the time, in which the whole machine may have stood still. */
const usualPatience: Patience = { stopMs: 25_000, askMs: 5000, asks: 12 };

/**
 * Starts the first, which prepares the database, and then the others. This thread only watches them; it holds the data
 * file, so that no other process opens it. Rejects with what one said that could not start; then none is left.
 */
export async function startWorkers({
  settings: { host, port, workers: count, database },
  log,
  program = join(__dirname, "worker.js"),
  given,
  patience = usualPatience,
}: WorkersOptions): Promise<Workers> {
  const release = database.kind === "sqlite" ? holdDataFile(database.file) : () => undefined;
  const workers: WorkerThread[] = [];
  const stop = async (): Promise<void> => {
    const codes = await Promise.all(workers.map((worker) => worker.stop()));
    release();
    if (codes.some((code) => code !== 0)) throw new WorkerError("a worker did not end well");
  };
  try {
    await checkPort(host, port);
    const [lockMemory, limitMemory] = [makeLockMemory(), makeLimitMemory()];
    // All of them load the program at once; only what they open has an order.
    for (let number = 1; number <= count; number += 1)
      workers.push(makeThread(program, { number, lockMemory, limitMemory, given }, log));
    const [first, ...others] = workers;
    const listening = await first?.begin(port);
    if (listening === undefined) throw new WorkerError("there is no worker to start");
    await Promise.all(others.map((worker) => worker.begin(listening.port)));
    for (const worker of workers) worker.watch(patience);
    const broken = Promise.race(workers.map(({ ended }) => ended)).then(() => undefined);
    return { ...listening, broken, stop };
  } catch (error) {
    const stopped = stop().catch(() => undefined);
    await Promise.race([stopped, wait(patience.stopMs, undefined, { ref: false })]);
    for (const worker of workers) worker.end();
    await stopped;
    throw error;
  }
}

/** Whoever shares a port takes it beside every other program of the same user that shares it, too: so it must be free. */
async function checkPort(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}
