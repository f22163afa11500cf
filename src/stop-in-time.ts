import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "./log";

/** Milliseconds after which what still hangs is left behind: platforms kill after 30 seconds. */
const stopLimit = 25_000;

/** Stops the product; answers the exit code, at the limit at the latest. */
export async function stopInTime(
  stop: () => Promise<void>,
  log: Logger,
  limitMs = stopLimit,
): Promise<number> {
  const late = wait(limitMs, "late" as const, { ref: false });
  try {
    if ((await Promise.race([stop(), late])) !== "late") return 0;
    log.error("stopping took too long");
  } catch (err) {
    log.error({ err }, "stopping failed");
  }
  return 1;
}
