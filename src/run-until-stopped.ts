import type { Logger } from "./log";
import { stopInTime } from "./stop-in-time";

/** What runs until it is told to stop. */
export interface Running {
  stop(): Promise<void>;
  /** Resolves when a part has ended by itself: half a product is none, and the platform starts a whole one. */
  readonly broken?: Promise<void>;
}

/** Stops it when the system asks for it, or a part has ended; then the process ends. */
export function runUntilStopped(running: Running, log: Logger): void {
  let isStopping = false;
  const stop = async (why: string, leastCode: number): Promise<void> => {
    isStopping = true;
    log.info({ signal: why }, "stopping");
    const code = await stopInTime(() => running.stop(), log);
    process.exit(Math.max(code, leastCode));
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    // Whoever asks twice does not want to wait.
    if (isStopping) process.exit(1);
    void stop(signal, 0);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  void running.broken?.then(() => {
    if (!isStopping) void stop("a part has ended", 1);
  });
}
