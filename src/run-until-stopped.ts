import type { Logger } from "./log";
import { stopInTime } from "./stop-in-time";

/** What runs until it is told to stop. */
export interface Running {
  stop(): Promise<void>;
  /** Resolves when a part has ended by itself: half a product is none, and the platform starts a whole one. */
  readonly broken?: Promise<void>;
}

/**
 * Starts it, and stops it when the system asks for it, or a part has ended; then the process ends. Resolves when it has
 * started. Who asks before that waits for nothing: nobody has been answered yet. Without this the first process of a
 * container would not hear it at all.
 */
export async function runUntilStopped<Program extends Running>(
  start: () => Promise<Program>,
  log: Logger,
): Promise<Program> {
  let program: Program | null = null;
  let isStopping = false;
  const stop = async (running: Running, why: string, leastCode: number): Promise<void> => {
    isStopping = true;
    log.info({ signal: why }, "stopping");
    const code = await stopInTime(() => running.stop(), log);
    process.exit(Math.max(code, leastCode));
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (program === null) process.exit(0);
    // Whoever asks twice does not want to wait.
    if (isStopping) process.exit(1);
    void stop(program, signal, 0);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  const running = await start();
  program = running;
  void running.broken?.then(() => {
    if (!isStopping) void stop(running, "a part has ended", 1);
  });
  return running;
}
