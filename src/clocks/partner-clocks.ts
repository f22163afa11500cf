import type { HistoryEntry } from "../records/record";
import type { RecordState, Severity } from "../vocabulary";
import { addBusinessTime, businessTimeBetween } from "./business-time";
import { type CaseRun, isByPerson, type Phase, readRun } from "./case-run";
import { type CaseTime, type ClockReading, type ClockRules, urgencyOf } from "./clock";
import type { ClockId } from "./clock-ids";

/** From the line that put the case into a channel until somebody took it; giving it back starts again. */
export function readUntaken(time: CaseTime, rules: ClockRules): ClockReading | null {
  const run = readRun(time);
  const before = time.history.slice(0, time.history.length - run.lines.length);
  let isOwned = typeof before.findLast(({ field }) => field === "owner")?.new === "string";
  let since: number | null = null;
  let takenAt: number | null = null;
  for (const line of run.lines) {
    const at = Date.parse(line.at);
    if (line.field === "sentToTeam" && !isOwned) since = line.new === null ? null : (since ?? at);
    if (line.field !== "owner") continue;
    isOwned = line.new !== null;
    if (since === null) continue;
    takenAt = isOwned ? at : null;
    since = isOwned ? since : at;
  }
  if (since === null) return null;
  return limited("untaken", since, takenAt ?? run.settledAt, time, rules);
}

/** From the last line a person wrote, as long as somebody has work with the case. */
export function readSilence(time: CaseTime, rules: ClockRules): ClockReading {
  const last = time.history.findLast(isByPerson);
  const since = Date.parse(last?.at ?? time.record.createdAt);
  return limited("silence", since, readRun(time).settledAt, time, rules);
}

/** A clock whose time is set in the plan of reminders. */
function limited(
  clock: ClockId,
  since: number,
  endedAt: number | null,
  { record }: CaseTime,
  { plan, calendar }: ClockRules,
): ClockReading {
  const limit = plan[clock].limits?.[urgencyOf(record)];
  if (limit === undefined) return { clock, since, dueAt: null, endedAt };
  const { minutes, runs } = limit;
  const dueAt = runs === "always" ? since + minutes * 60_000 : addBusinessTime(since, minutes / 60, calendar);
  return { clock, since, dueAt, endedAt };
}

/** Lines that are news for the customer. */
const updates: readonly string[] = ["note", "state", "microsoftCase", "microsoftResponded"];

/**
 * The partner's promises to its customer, from the making or the last reopening of the case. Hours count around
 * the clock for severity A and in business hours for the others. Only waiting for the customer stops them: for
 * whom else the partner waits, Microsoft too, is no concern of the customer's.
 */
export function readOwnTargets(time: CaseTime, rules: ClockRules): readonly ClockReading[] {
  const target = rules.targets[urgencyOf(time.record)];
  if (target === undefined) return [];
  const run = readRun(time);
  const update = run.lines.find((line) => updates.includes(line.field) && isByPerson(line));
  const read = (clock: ClockId, hours: number, endedAt: number | null): ClockReading => {
    const dueAt = dueInRun(run, hours, urgencyOf(time.record), rules);
    return { clock, since: run.since, dueAt, endedAt };
  };
  return [
    read("own_target_update", target.update, firstOf(update, run)),
    read("own_target_resolve", target.resolve, run.settledAt),
  ];
}

function firstOf(line: HistoryEntry | undefined, run: CaseRun): number | null {
  return line === undefined ? run.settledAt : Date.parse(line.at);
}

const paused: readonly RecordState[] = ["waiting_customer", "resolved", "closed"];

/** When the hours are over, counting only the time in which the clock runs; null when it stands before that. */
function dueInRun(
  { phases }: CaseRun,
  hours: number,
  severity: Severity,
  { calendar }: ClockRules,
): number | null {
  const isAlways = severity === "A";
  const spent = ({ from, to }: Phase): number =>
    to === null ? 0 : isAlways ? to - from : businessTimeBetween(from, to, calendar);
  let left = hours * 3_600_000;
  for (const phase of phases.filter(({ state }) => !paused.includes(state))) {
    const end = isAlways ? phase.from + left : addBusinessTime(phase.from, left / 3_600_000, calendar);
    if (phase.to === null || end <= phase.to) return end;
    left -= spent(phase);
  }
  return null;
}
