// One of several threads of such an instance.
import { createRequire } from "node:module";
import { BroadcastChannel } from "node:worker_threads";
import { openInstance, readSettings } from "./instance-program.mjs";

const require = createRequire(import.meta.url);
const { createLog } = require("../../dist/log.js");
const { runWorker } = require("../../dist/run-worker.js");

runWorker(({ port, given, ...place }) => {
  const settings = { ...readSettings(given), port };
  const log = createLog(settings.logLevel).child({ worker: place.number });
  if (place.number > 1)
    new BroadcastChannel("break").onmessage = () => {
      throw new Error("this thread breaks");
    };
  return openInstance(given, settings, log, place);
});
