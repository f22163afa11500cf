import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { requireBuild } from "./require-build";

/** The product as a newcomer starts it: the built program in a process of its own. */
export interface ProductProcess {
  readonly address: string;
  readonly child: ChildProcess;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and waits for it. */
  stop(): Promise<number | null>;
}

const root = join(__dirname, "../..");

/** Most stories are about colleagues who see all of the tenant's cases. */
const shared = { CASE_ACCESS: "tenant" };

/** The built program in local mode on a free port, where the settings say nothing else. */
export function spawnProduct(dataDir: string, settings: Readonly<Record<string, string>>) {
  requireBuild();
  return spawn(process.execPath, [join(root, "dist/index.js")], {
    cwd: root,
    env: { ...process.env, PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "error", ...shared, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Starts it; rejects with what it said when it does not start. */
export function startProduct(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ProductProcess> {
  const child = spawnProduct(dataDir, settings);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return new Promise((resolve, reject) => {
    let said = "";
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /Open (\S+)/.exec(said)?.[1];
      if (address !== undefined) {
        resolve({
          address,
          child,
          async kill() {
            child.kill("SIGKILL");
            await ended;
          },
          async stop() {
            child.kill("SIGTERM");
            return ended;
          },
        });
      }
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then((code) => {
      reject(new Error(`ended with ${String(code)}: ${said}`));
    });
  });
}
