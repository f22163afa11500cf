import { DataError, SettingsError, StorageError, WorkerError } from "./errors";

/** Why the program cannot start: faults people can mend are one sentence; others keep their trace. */
export function explainFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isSentence =
    error instanceof SettingsError ||
    error instanceof DataError ||
    error instanceof StorageError ||
    error instanceof WorkerError;
  if (isSentence) return error.message;
  if ("code" in error && error.code === "EADDRINUSE") {
    return "PORT is in use by another program; stop it, or set PORT to another number (0 takes a free one)";
  }
  return error.stack ?? error.message;
}
