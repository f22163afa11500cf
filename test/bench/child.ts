import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

/** `threads` is the product, too: two of it in one process. */
export type ServerName = "product" | "threads" | "echo" | "bare";

/** A server in a process of its own. */
export interface Child {
  readonly name: ServerName;
  readonly origin: string;
  /** Milliseconds from the start of the process until it listened. */
  readonly startedIn: number;
  /** Seconds of processor and bytes of memory since it was started. */
  usage(): Promise<{ readonly cpu: number; readonly memory: number }>;
  stop(): void;
}

const Started = z.object({ origin: z.string() });
const Usage = z.object({ cpu: z.number(), memory: z.number() });

export interface ChildOptions {
  readonly authentication: Readonly<Record<string, string>>;
  /** Fills the folder of the product's data before it starts. */
  readonly prepare?: ((dataDir: string) => Promise<void>) | undefined;
}

/** Starts a server on a free port. Rejects when it ends before it listens. */
export async function startChild(
  name: ServerName,
  { authentication, prepare }: ChildOptions,
): Promise<Child> {
  const dataDir = mkdtempSync(join(tmpdir(), "partner-support-bench-"));
  if (name === "product" || name === "threads") await prepare?.(dataDir);
  const begun = performance.now();
  const child = fork(join(__dirname, "server.js"), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  child.send({ server: name, authentication, dataDir });
  const { origin } = Started.parse(await nextMessage(child));
  const startedIn = performance.now() - begun;
  return {
    name,
    origin,
    startedIn,
    async usage() {
      child.send("usage");
      return Usage.parse(await nextMessage(child));
    },
    stop() {
      child.once("exit", () => {
        rmSync(dataDir, { recursive: true, force: true });
      });
      child.disconnect();
    },
  };
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => {
      reject(new Error(`the server ended with ${String(code)}`));
    };
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message);
    });
  });
}
