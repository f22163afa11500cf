import { Worker } from "node:worker_threads";
import { WorkerError } from "./errors";
import type { Logger } from "./log";
import { createThreadLock } from "./storage/thread-lock";
import { WorkerNews, type WorkerOrder, type WorkerStart } from "./worker-messages";

/** Where a thread listens. */
type Listening = Pick<Extract<WorkerNews, { readonly kind: "listening" }>, "address" | "port">;

/** How long a thread may leave questions without an answer. */
export interface AskingPatience {
  /** Milliseconds between two questions whether a thread is there, and how many it may leave without an answer. */
  readonly askMs: number;
  readonly asks: number;
}

/** An instance in a thread of this process. */
export interface WorkerThread {
  /** Resolves when it listens. */
  begin(port: number): Promise<Listening>;
  /** The code it ended with. */
  readonly ended: Promise<number>;
  /** Ends it, and says so, when it hangs. */
  watch(patience: AskingPatience): void;
  stop(): Promise<number>;
  /** At once, whatever it does. */
  end(): void;
}

/** Loads the program in a thread; it opens nothing before it is told to begin. */
export function makeThread(program: string, start: WorkerStart, log: Logger): WorkerThread {
  const worker = new Worker(program, { workerData: start });
  const { number, lockMemory } = start;
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
  const end = (): void => void worker.terminate();
  return {
    ended,
    end,
    watch(patience) {
      const stopAsking = keepAsking(worker, patience, () => {
        log.error({ worker: number }, "a worker hangs");
        end();
      });
      void ended.then(stopAsking);
    },
    async begin(port) {
      const news = await readBeginning(worker, port, ended, number);
      if (news.kind === "listening") return news;
      throw new WorkerError(
        news.kind === "failed" ? news.why : `worker ${number} said nothing of its beginning`,
      );
    },
    stop() {
      tell(worker, { kind: "stop" });
      return ended;
    },
  };
}

function tell(worker: Worker, order: WorkerOrder): void {
  worker.postMessage(order);
}

/** Tells it to begin and waits for what it says of that. */
function readBeginning(
  worker: Worker,
  port: number,
  ended: Promise<number>,
  number: number,
): Promise<WorkerNews> {
  return new Promise((resolve) => {
    // Its last words may come together with its end.
    worker.once("message", (message) => {
      resolve(WorkerNews.parse(message));
    });
    void ended.then(() => {
      resolve({ kind: "failed", why: `worker ${number} has ended` });
    });
    tell(worker, { kind: "begin", port });
  });
}

/** Asks whether it is there until it has left too many questions without an answer; what it returns ends that. */
function keepAsking(worker: Worker, { askMs, asks }: AskingPatience, onHang: () => void): () => void {
  let unanswered = 0;
  // It tells nothing else after its beginning.
  worker.on("message", () => (unanswered = 0));
  const asking = setInterval(() => {
    if (unanswered === asks) {
      clearInterval(asking);
      onHang();
    }
    unanswered += 1;
    tell(worker, { kind: "answer" });
  }, askMs);
  return () => {
    clearInterval(asking);
  };
}
