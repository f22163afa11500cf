import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { SenderSettings } from "../../src/escalation/deliver";
import type { ReminderSettings } from "../../src/escalation/reminder-worker";

const Started = z.object({
  address: z.string(),
  routes: z.array(z.object({ method: z.string(), path: z.string() })),
});
const Measured = z.object({
  /** Bytes after a forced collection. */
  heap: z.number(),
  rss: z.number(),
  timers: z.number(),
  /** Where it ever opened a connection to. */
  outgoing: z.array(z.string()),
});
export type Measured = z.infer<typeof Measured> & { readonly handles: number };

export interface InstanceOptions {
  readonly dataDir: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** How many threads answer; more than one also in local mode, where nobody uses the local chat. */
  readonly workers?: number;
  /** Milliseconds its clock is wrong by; not with several threads. */
  readonly shift?: number;
  readonly sending?: Partial<SenderSettings>;
  readonly reminding?: Partial<ReminderSettings>;
  /** The SDK's options and the keys of tabs' tokens, for the mode of Teams with a key server of the tests. */
  readonly authentication?: Readonly<Record<string, string>>;
  readonly tokenKeys?: string;
}

/** The built product in a process of its own, with what programs of faults do to it. */
export interface Instance {
  readonly origin: string;
  readonly child: ChildProcess;
  /** Every route it answers. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  /** What it has logged so far. */
  log(): string;
  measure(): Promise<Measured>;
  /** Sets by how many milliseconds its clock is wrong. */
  shift(ms: number): Promise<void>;
  /** Lets one of several threads fail as no thread should; resolves with the code the process ended with. */
  break(): Promise<number | null>;
  /** Whether it still runs. */
  isAlive(): boolean;
  /** The largest file it may write from now on, in bytes; null: of any size. */
  limitFiles(bytes: number | null): void;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and waits for it. */
  stop(): Promise<number | null>;
}

const root = join(__dirname, "../..");

/** Starts it in local mode on a free port, where the settings say nothing else. Rejects with what it said when it does not start. */
export async function startInstance({
  dataDir,
  settings = {},
  ...options
}: InstanceOptions): Promise<Instance> {
  const child = fork(join(__dirname, "instance-child.mjs"), {
    cwd: root,
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ask = async (message: object): Promise<unknown> => {
    child.send(message);
    return nextMessage(child, () => said);
  };
  const shared = { PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "error", CASE_ACCESS: "tenant" };
  const started = await ask({ what: "start", root, settings: { ...shared, ...settings }, ...options });
  const { address, routes } = Started.parse(started);
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    origin: new URL(address).origin,
    child,
    routes,
    log: () => said,
    async measure() {
      const measured = Measured.parse(await ask({ what: "measure" }));
      return { ...measured, handles: readdirSync(`/proc/${child.pid ?? 0}/fd`).length };
    },
    async shift(ms) {
      await ask({ what: "shift", ms });
    },
    async break() {
      child.send({ what: "break" });
      return ended;
    },
    isAlive,
    limitFiles(bytes) {
      // Only the soft limit, which everybody may raise again.
      const limit = bytes === null ? "unlimited" : String(bytes);
      execFileSync("prlimit", ["--pid", String(child.pid), `--fsize=${limit}:`]);
    },
    async kill() {
      child.kill("SIGKILL");
      if (isAlive()) await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      return isAlive() ? ended : child.exitCode;
    },
  };
}

function nextMessage(child: ChildProcess, said: () => string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => {
      reject(new Error(`the product ended with ${String(code)}: ${said()}`));
    };
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message);
    });
  });
}
