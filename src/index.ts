import "./compile-cache";
import { join } from "node:path";
import type { App } from "./app";
import { explainFault } from "./explain-fault";
import { loadEnvironment } from "./load-environment";
import { createLog, type Logger } from "./log";
import { type Running, runUntilStopped } from "./run-until-stopped";
import { readSettings, type Settings } from "./settings";
import { startWorkers } from "./start-workers";

const root = join(__dirname, "..");

async function main(): Promise<void> {
  loadEnvironment(root);
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  const program = await runUntilStopped<Running & Pick<App, "address">>(
    () => (settings.workers === 1 ? startAlone(settings, log) : startWorkers({ settings, log })),
    log,
  );
  // Last: whoever reads it may stop the program at once.
  process.stdout.write(`Partner Support is running. Open ${program.address}\n`);
}

/** Loaded here: a thread that only watches others needs nothing of it. */
async function startAlone(settings: Settings, log: Logger): Promise<Running & Pick<App, "address">> {
  const { startApp } = await import("./app.js");
  return startApp({ settings, log, root });
}

main().catch((error: unknown) => {
  process.stderr.write(`Partner Support cannot start: ${explainFault(error)}\n`);
  process.exit(1);
});
