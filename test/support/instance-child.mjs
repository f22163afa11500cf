// The built product as a child process for programs of faults: what they must reach into comes over the channel of
// `fork`, and nothing of it is a setting of the product.
import { createRequire } from "node:module";
import { join } from "node:path";
import { subscribe } from "node:diagnostics_channel";
import process from "node:process";
import { BroadcastChannel } from "node:worker_threads";
import { openInstance, readSettings } from "./instance-program.mjs";

const require = createRequire(import.meta.url);
const outgoing = new Set();
let shiftMs = 0;

// A machine whose clock is wrong is wrong for everything on it.
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shiftMs);
    else super(...given);
  }
  static now() {
    return RealDate.now() + shiftMs;
  }
};

// Everything it ever opens a connection to.
subscribe("net.client.socket", ({ socket }) => {
  socket.once("lookup", (_error, _address, _family, host) => outgoing.add(String(host)));
  socket.once("connect", () => outgoing.add(`${socket.remoteAddress}:${socket.remotePort}`));
});

async function start({ shift = 0, ...asked }) {
  shiftMs = shift;
  const { createLog } = require("../../dist/log.js");
  const { runUntilStopped } = require("../../dist/run-until-stopped.js");
  const { startWorkers } = require("../../dist/start-workers.js");
  const settings = readSettings(asked);
  const log = createLog(settings.logLevel);
  const isAlone = settings.workers === 1;
  const program = join(import.meta.dirname, "instance-worker.mjs");
  const running = await runUntilStopped(
    () =>
      isAlone ? openInstance(asked, settings, log) : startWorkers({ settings, log, program, given: asked }),
    log,
  );
  return { address: running.address, routes: running.routes ?? [] };
}

function measure() {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, rss, external } = process.memoryUsage();
  const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  return { heap: heapUsed + external, rss, timers, outgoing: [...outgoing] };
}

process.on("message", (asked) => {
  if (asked.what === "measure") process.send(measure());
  else if (asked.what === "break") new BroadcastChannel("break").postMessage("break");
  else if (asked.what === "shift") process.send({ shiftMs: (shiftMs = asked.ms) });
  else
    start(asked).then(
      (answer) => process.send(answer),
      (error) => {
        process.stderr.write(`${error?.stack ?? error}\n`);
        process.exit(1);
      },
    );
});
process.on("disconnect", () => process.exit(0));
