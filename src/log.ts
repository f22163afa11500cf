import { pino } from "pino";
import { DataError, SettingsError, StorageError } from "./errors";

/** Logs with constant messages and fields; never names, message text or tokens. */
export type Logger = pino.Logger;

/** Structured logs to standard error, so that standard output stays the program's own. */
export function createLog(level: string, destination: pino.DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ["*.authorization", "*.token", "err.request", "err.config", "err.response"],
        remove: true,
      },
      serializers: { err: describeError },
    },
    destination,
  );
}

/**
 * Class, message and cause of an error, without the request and response objects libraries hang on it. The message
 * of a foreign error may repeat what somebody typed: what it quotes is left out.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const message = isOurs(error) ? error.message : leaveOutQuotes(error.message);
  const stack = error.stack?.split("\n").filter((line) => line.startsWith("    at "));
  return { type: error.name, ...code, message, stack: stack?.join("\n"), ...cause };
}

function isOurs(error: Error): boolean {
  return error instanceof SettingsError || error instanceof DataError || error instanceof StorageError;
}

const longestMessage = 300;

function leaveOutQuotes(message: string): string {
  return message
    .replace(/"(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`/g, "…")
    .replace(/\bBearer\s+\S+/gi, "Bearer …")
    .replace(/[\w.+-]+@[\w.-]+/g, "…")
    .slice(0, longestMessage);
}
