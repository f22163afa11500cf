// A thread that does as the test says, by its number: `given` is a list of ways, one for each.
import { createRequire } from "node:module";
import process from "node:process";
import { clearInterval, setInterval, setTimeout } from "node:timers";
import { BroadcastChannel } from "node:worker_threads";

const require = createRequire(import.meta.url);
const { runWorker } = require("../../dist/run-worker.js");
const { createThreadLock } = require("../../dist/storage/thread-lock.js");
const told = new BroadcastChannel("odd workers");
told.unref();

function hang() {
  for (;;);
}

runWorker(async ({ number, port, lockMemory, given }) => {
  const way = given[number - 1];
  told.postMessage({ number, what: "begun" });
  if (way === "refuse") throw new Error("this thread has no wish to start");
  if (way === "never") await new Promise((resolve) => setTimeout(resolve, 3_600_000));
  if (way === "hang") setTimeout(hang, 50);
  if (way === "take the lock and end") {
    createThreadLock(lockMemory, number).take();
    setTimeout(() => process.exit(3), 100);
  }
  if (way === "wait for the lock")
    void Promise.resolve(createThreadLock(lockMemory, number, 3_600_000).take()).then(() =>
      told.postMessage({ number, what: "has the lock" }),
    );
  const working = setInterval(() => undefined, 1000);
  return {
    address: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      told.postMessage({ number, what: "stopped" });
      clearInterval(working);
    },
  };
});
