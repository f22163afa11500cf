import { DataError, SettingsError, StorageError } from "../errors";

/**
 * Runs a command of the maintainers. Whatever goes wrong is one sentence on standard error, never a trace: exit code 2
 * for what its caller can put right in the call or the settings (then with the usage), else 1. `--help` prints the
 * usage. A reader of its output that goes away, as `head` does, is no fault.
 */
export function runCommand(usage: string, main: (args: readonly string[]) => Promise<void> | void): void {
  process.stdout.on("error", ignoreGoneReader);
  const args = process.argv.slice(2);
  if (args.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  run(args, main).catch((error: unknown) => {
    process.stderr.write(`${sayFault(error, usage).replaceAll(/\s*\n\s*/g, " ")}\n`);
    process.exitCode = error instanceof SettingsError || isParseArgsError(error) ? 2 : 1;
  });
}

async function run(
  args: readonly string[],
  main: (args: readonly string[]) => Promise<void> | void,
): Promise<void> {
  await main(args);
}

function sayFault(error: unknown, usage: string): string {
  if (isParseArgsError(error)) return `${error.message}; ${usage}`;
  if (error instanceof SettingsError || error instanceof StorageError || error instanceof DataError) {
    return error.message;
  }
  return `unexpected fault, nothing more was done: ${error instanceof Error ? error.message : String(error)}`;
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

function ignoreGoneReader(error: Error): void {
  if ("code" in error && error.code === "EPIPE") return;
  process.stderr.write(`the output cannot be written: ${error.message}\n`);
  process.exitCode = 1;
}
