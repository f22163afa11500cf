import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { WorkerError } from "./errors";
import { makeLimitMemory } from "./http/limit-memory";
import type { Logger } from "./log";
import type { Settings } from "./settings";
import { holdDataFile } from "./storage/sqlite-connection";
import { createThreadLock, makeLockMemory } from "./storage/thread-lock";
import { WorkerNews, type WorkerOrder, type WorkerStart } from "./worker-messages";

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

export interface WorkersOptions {
  readonly settings: Pick<Settings, "host" | "port" | "workers" | "database">;
  readonly log: Logger;
  /** What each of them runs; the product itself unless it is told otherwise (tests), with what it is given. */
  readonly program?: string;
  readonly given?: unknown;
}

/**
 * Starts the first, which prepares the database, and then the others. This thread only watches them; it holds the data
 * file, so that no other process opens it. Rejects with what one said that could not start; then none is left.
 */
export async function startWorkers({
  settings: { host, port, workers: count, database },
  log,
  program = join(__dirname, "worker.js"),
  given,
}: WorkersOptions): Promise<Workers> {
  const release = database.kind === "sqlite" ? holdDataFile(database.file) : () => undefined;
  const workers: Thread[] = [];
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
    const broken = Promise.race(workers.map(({ ended }) => ended)).then(() => undefined);
    return { ...listening, broken, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

interface Thread {
  /** Resolves when it listens. */
  begin(port: number): Promise<Pick<Workers, "address" | "port">>;
  /** The code it ended with. */
  readonly ended: Promise<number>;
  stop(): Promise<number>;
}

function makeThread(program: string, start: WorkerStart, log: Logger): Thread {
  const worker = new Worker(program, { workerData: start });
  const { number, lockMemory } = start;
  const tell = (order: WorkerOrder): void => {
    worker.postMessage(order);
  };
  worker.on("error", (err) => {
    log.error({ err, worker: number }, "a worker broke");
  });
  const ended = new Promise<number>((resolve) => {
    worker.once("exit", (code) => {
      // Others are not to wait for what it held.
      createThreadLock(lockMemory, number).release();
      resolve(code);
    });
  });
  return {
    ended,
    async begin(port) {
      const told = once(worker, "message").then(([message]) => WorkerNews.parse(message));
      const gone = ended.then(() => ({ kind: "failed", why: `worker ${number} has ended` }) as const);
      tell({ kind: "begin", port });
      const news = await Promise.race([told, gone]);
      if (news.kind === "failed") throw new WorkerError(news.why);
      return news;
    },
    stop() {
      tell({ kind: "stop" });
      return ended;
    },
  };
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
