import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { z } from "zod";
import { findPort } from "./find-port";

const installed = "/usr/lib/postgresql";

/** The folder of the newest installed PostgreSQL's programs; null where there is none. */
export function findPostgres(): string | null {
  if (!existsSync(installed)) return null;
  const versions = readdirSync(installed).sort((a, b) => Number(b) - Number(a));
  const folders = versions.map((version) => join(installed, version, "bin"));
  return folders.find((folder) => existsSync(join(folder, "initdb"))) ?? null;
}

/** A server of our own with its data in a folder of its own. */
export interface PostgresServer {
  readonly port: number;
  /** The address of a database of it, as the product's user: one who may make databases and is no superuser. */
  url(database: string): string;
  /** Its first process; `kill` and SIGSTOP go there. */
  readonly child: ChildProcess;
  /** Starts it again on the same data and port, after it was stopped or killed. */
  start(): Promise<void>;
  /** Ends it: `SIGINT` at once and orderly, `SIGQUIT` as after a loss of power. */
  end(signal: "SIGINT" | "SIGQUIT"): Promise<void>;
  /** Stops all its processes where they are (SIGSTOP): connections stay open, and nothing is answered. */
  freeze(): void;
  /** Lets them go on. */
  thaw(): void;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

export interface ServerOptions {
  readonly folder?: string;
  /** Writes reach the disk before they are answered: for tests of just that. */
  readonly isDurable?: boolean;
  /** Roles that must show a password; all others are believed. */
  readonly asks?: readonly string[];
}

const user = "partner_support";

/** Makes and starts a server on a free loopback port. A superuser runs it as the user `postgres`, who it insists on. */
export async function startPostgres({
  folder = mkdtempSync(join(tmpdir(), "partner-support-postgres-")),
  isDurable = false,
  asks = [],
}: ServerOptions = {}): Promise<PostgresServer> {
  const bin = findPostgres();
  if (bin === null) throw new Error(`no PostgreSQL is installed under ${installed}`);
  mkdirSync(folder, { recursive: true });
  const owner = findOwner();
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const as = { stdio: "ignore", cwd: folder, ...(owner ?? {}) } as const;
  // Another language than the bytes' order, so that a query that relies on it shows.
  const locale = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US", "--encoding=UTF8"];
  execFileSync(join(bin, "initdb"), ["-D", data, "-A", "trust", "-U", "postgres", "-N", ...locale], as);
  const rules = join(data, "pg_hba.conf");
  const asked = asks.map((role) => `host all "${role}" 127.0.0.1/32 password\n`).join("");
  if (asked !== "") writeFileSync(rules, `${asked}${readFileSync(rules, "utf8")}`);
  const port = await findPort();
  const hasty = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  const settings = [
    ...["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300"],
    ...["timezone=Asia/Taipei", "autovacuum=off", "shared_buffers=64MB", ...(isDurable ? [] : hasty)],
  ];
  const args = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const run = { child: spawnServer(bin, args, as) };
  const frozen: number[] = [];
  const thaw = (): void => {
    for (const pid of frozen.splice(0)) process.kill(pid, "SIGCONT");
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    thaw();
    if (run.child.exitCode !== null || run.child.signalCode !== null) return;
    const ended = new Promise((resolve) => run.child.once("exit", resolve));
    run.child.kill(signal);
    await ended;
  };
  await waitUntilReady(port);
  await query(`postgres://postgres@127.0.0.1:${port}/postgres`, `create role ${user} login createdb`);
  return {
    port,
    url: (database) => `postgres://${user}@127.0.0.1:${port}/${database}`,
    get child() {
      return run.child;
    },
    async start() {
      run.child = spawnServer(bin, args, as);
      await waitUntilReady(port);
    },
    end,
    freeze() {
      const first = run.child.pid ?? 0;
      // The first of them first: it makes no more.
      process.kill(first, "SIGSTOP");
      const others = readFileSync(`/proc/${first}/task/${first}/children`, "utf8").split(" ").filter(Boolean);
      frozen.push(first, ...others.map(Number));
      for (const pid of frozen.slice(1)) process.kill(pid, "SIGSTOP");
    },
    thaw,
    async remove() {
      await end("SIGQUIT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function spawnServer(bin: string, args: readonly string[], options: object): ChildProcess {
  // Of a group of its own: an interrupted terminal ends the tests first.
  return spawn(join(bin, "postgres"), args, { ...options, detached: true });
}

function findOwner(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((one) => one.startsWith("postgres:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid === undefined || gid === undefined)
    throw new Error("there is no user postgres to run the server as");
  return { uid: Number(uid), gid: Number(gid) };
}

async function waitUntilReady(port: number): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await query(`postgres://postgres@127.0.0.1:${port}/postgres`, "select 1");
      return;
    } catch (error) {
      if (tries === 600) throw error;
      await wait(50);
    }
  }
}

const Result = z.object({ rows: z.array(z.looseObject({})) });
const Results = z.union([z.array(Result), Result.transform((one) => [one])]);

/** Runs statements on a connection of their own; answers the rows of the last. */
export async function query(url: string, text: string): Promise<readonly object[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const results: unknown = await client.query<object>(text);
    // Several statements have several results.
    return Results.parse(results).at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}
