import "./compile-cache";
import { join } from "node:path";
import { startApp } from "./app";
import { createLog } from "./log";
import { runWorker } from "./run-worker";
import { readSettings } from "./settings";

// The program of each of several threads; its environment is that of the process.
runWorker(({ port, ...place }) => {
  const settings = readSettings(process.env);
  return startApp({
    settings: { ...settings, port },
    log: createLog(settings.logLevel).child({ worker: place.number }),
    root: join(__dirname, ".."),
    worker: place,
  });
});
