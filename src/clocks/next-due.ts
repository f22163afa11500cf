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

/** What is or was due first of a case, and when: ISO, UTC. */
export interface Due {
  readonly clock: ClockReading["clock"];
  readonly at: string;
}

/**
 * What is or was due first; null where nothing is. That nobody writes is no promise to anybody: that clock begins anew
 * with every note and does not count here.
 */
export function findDue(time: CaseTime, rules: ClockRules): Due | null {
  const due = runningClocks(time, rules).flatMap(({ clock, dueAt }) =>
    clock === "silence" || dueAt === null ? [] : [{ clock, dueAt }],
  );
  const [first] = due.toSorted((one, other) => one.dueAt - other.dueAt);
  return first === undefined ? null : { clock: first.clock, at: new Date(first.dueAt).toISOString() };
}

/** The partner's promises stand still where they do not run, and are not given up. */
function isOwnTarget(clock: ClockReading["clock"]): boolean {
  return clock === "own_target_update" || clock === "own_target_resolve";
}
