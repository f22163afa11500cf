import type { CaseTime, ClockReading, ClockRules } from "./clock";
import { readClocks } from "./read-clocks";

/** The clocks somebody waits for now; what was joined to another case is looked after there. */
export function runningClocks(time: CaseTime, rules: ClockRules): readonly ClockReading[] {
  if (time.record.parent !== undefined) return [];
  return readClocks(time, rules).filter(
    ({ clock, endedAt }) =>
      endedAt === null && (isOwnTarget(clock) || rules.plan[clock].states.includes(time.record.state)),
  );
}

/**
 * The first moment at which something about the case is or was due, ISO in UTC; null where nothing is. That nobody
 * writes is no promise to anybody: that clock begins anew with every note and does not count here.
 */
export function nextDue(time: CaseTime, rules: ClockRules): string | null {
  const moments = runningClocks(time, rules).flatMap(({ clock, dueAt }) =>
    clock === "silence" || dueAt === null ? [] : [dueAt],
  );
  return moments.length === 0 ? null : new Date(Math.min(...moments)).toISOString();
}

/** The partner's promises stand still where they do not run, and are not given up. */
function isOwnTarget(clock: ClockReading["clock"]): boolean {
  return clock === "own_target_update" || clock === "own_target_resolve";
}
