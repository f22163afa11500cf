import { parentPort, workerData } from "node:worker_threads";
import type { App } from "./app";
import { explainFault } from "./explain-fault";
import { type WorkerNews, WorkerOrder, WorkerStart } from "./worker-messages";

type Instance = Pick<App, "address" | "port" | "stop">;

/** The life of one thread of several: it begins when it is told to, says how that went, and stops when it is told to. */
export function runWorker(start: (how: WorkerStart & { readonly port: number }) => Promise<Instance>): void {
  const how = WorkerStart.parse(workerData);
  const tell = (news: WorkerNews): void => parentPort?.postMessage(news);
  let instance: Promise<Instance> | undefined;

  async function begin(port: number): Promise<void> {
    instance = start({ ...how, port });
    const { address, port: taken } = await instance;
    tell({ kind: "listening", address, port: taken });
  }

  parentPort?.on("message", (message) => {
    const order = WorkerOrder.parse(message);
    if (order.kind === "begin")
      begin(order.port).catch((error: unknown) => {
        tell({ kind: "failed", why: explainFault(error) });
        process.exit(1);
      });
    else if (order.kind === "answer") tell({ kind: "there" });
    else void stop(instance);
  });
}

/** What fails here nobody catches: the thread ends with 1, and whoever watches it is given the error. */
async function stop(instance: Promise<Instance> | undefined): Promise<void> {
  await (await instance)?.stop();
  process.exit(0);
}
