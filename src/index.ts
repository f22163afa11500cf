import "./compile-cache";
import { join } from "node:path";
import { startApp } from "./app";
import { DataError, SettingsError, StorageError } from "./errors";
import { createLog } from "./log";
import { loadEnvironment } from "./load-environment";
import { readSettings } from "./settings";
import { stopInTime } from "./stop-in-time";

const root = join(__dirname, "..");

async function main(): Promise<void> {
  loadEnvironment(root);
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  const app = await startApp({ settings, log, root });
  let isStopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    // Whoever asks twice does not want to wait.
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, "stopping");
    void stopInTime(() => app.stop(), log).then((code) => process.exit(code));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  // Last: whoever reads it may stop the program at once.
  process.stdout.write(`Partner Support is running. Open ${app.address}\n`);
}

/** Faults people can mend are one sentence; others keep their trace. */
function explainFault(error: unknown): string {
  if (error instanceof SettingsError || error instanceof DataError || error instanceof StorageError)
    return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return "PORT is in use by another program; stop it, or set PORT to another number (0 takes a free one)";
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`Partner Support cannot start: ${explainFault(error)}\n`);
  process.exit(1);
});
