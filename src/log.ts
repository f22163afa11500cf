import { pino } from "pino";

/** Logs with constant messages and fields; never names, message text or tokens. */
export type Logger = pino.Logger;

/** Structured logs to standard error, so that standard output stays the program's own. */
export function createLog(level: string): Logger {
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
    pino.destination(2),
  );
}

/** Class, message and cause of an error, without the request and response objects libraries hang on it. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { type: error.name, message: error.message, stack: error.stack, ...cause };
}
