import type { CaseTime, ClockReading, ClockRules } from "./clock";
import { readOwnTargets, readSilence, readUntaken } from "./partner-clocks";
import { readResponse } from "./response-due";

/** Every clock of a case, those that ended too, for reports. */
export function readClocks(time: CaseTime, rules: ClockRules): readonly ClockReading[] {
  const clocks = [readResponse(time, rules), readUntaken(time, rules), readSilence(time, rules)];
  return [...clocks.filter((reading) => reading !== null), ...readOwnTargets(time, rules)];
}
