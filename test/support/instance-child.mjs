// The built product as a child process for programs of faults: what they must reach into comes over the channel of
// `fork`, and nothing of it is a setting of the product.
import { createRequire } from "node:module";
import { subscribe } from "node:diagnostics_channel";
import process from "node:process";
import { URL } from "node:url";

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

async function start({ settings, root, shift = 0, sending, reminding, authentication, tokenKeys }) {
  shiftMs = shift;
  const { startApp } = require(`${root}/dist/app.js`);
  const { createLog } = require(`${root}/dist/log.js`);
  const { readSettings } = require(`${root}/dist/settings.js`);
  const { stopInTime } = require(`${root}/dist/stop-in-time.js`);
  const { TeamsAuthentication } = require(`${root}/dist/teams/authentication.js`);
  const read = readSettings(settings);
  const log = createLog(read.logLevel);
  const app = await startApp({
    settings: read,
    log,
    root,
    sending,
    reminding,
    ...(authentication === undefined
      ? {}
      : { authentication: new TeamsAuthentication(authentication, (err) => log.warn({ err }, "refused")) }),
    ...(tokenKeys === undefined ? {} : { tokenKeys: new URL(tokenKeys) }),
  });
  process.on("SIGTERM", () => void stopInTime(() => app.stop(), log).then((code) => process.exit(code)));
  return { address: app.address, routes: app.routes };
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
