import { type CaseTime, type ClockReading, type ClockRules, urgencyOf } from "./clock";
import type { ClockId } from "./clock-ids";
import { endOfQuiet, type QuietHours } from "./quiet-hours";
import { readClocks } from "./read-clocks";
import type { Recipient, ReminderStep } from "./reminder-plan";

/** Something to be said about a case; all times are ISO in UTC. */
export interface Reminder {
  /** The same for the same record, clock, due instant and step, so that it is said once. */
  readonly key: string;
  readonly clock: ClockId;
  readonly step: string;
  readonly to: readonly Recipient[];
  readonly since: string;
  readonly dueAt: string;
  /** From when on it may be said. */
  readonly at: string;
  /** As on the clock: Microsoft promises no hours outside English. */
  readonly businessHours?: number;
}

/** A case, and all by which it is decided what is to be reminded of now. */
export interface ReminderQuestion extends CaseTime {
  /** The keys of the reminders that were said already. */
  readonly sentKeys: ReadonlySet<string>;
  /** ISO, UTC. */
  readonly now: string;
  /** Kept for everything but severity A. */
  readonly quietHours: QuietHours | null;
  readonly rules: ClockRules;
}

/**
 * The reminders to be said now, at most one of each clock, together so that one message can carry them all. Of
 * steps that became due while nobody looked only the latest is said, and none in quiet hours.
 */
export function dueReminders(question: ReminderQuestion): readonly Reminder[] {
  const now = Date.parse(question.now);
  if (isQuietFor(question)) return [];
  return pendingOf(question)
    .filter(({ at }) => at <= now)
    .map(remind);
}

/** Whether nobody may be reminded of this case at this moment. */
export function isQuietFor(question: ReminderQuestion): boolean {
  const now = Date.parse(question.now);
  return endOfQuiet(now, quietHoursFor(question)) > now;
}

/** When there will be something to say unless the case changes; now where there is already; null for never. */
export function nextReminderAt(question: ReminderQuestion): string | null {
  const now = Date.parse(question.now);
  const soonest = endOfQuiet(now, quietHoursFor(question));
  const times = pendingOf(question).map(({ at }) => Math.max(at, soonest));
  return times.length === 0 ? null : isoOf(Math.min(...times));
}

/** A step of a chain with its time, Unix milliseconds. */
interface Pending {
  readonly key: string;
  readonly reading: ClockReading;
  readonly due: string;
  readonly step: ReminderStep;
  readonly at: number;
}

/** Of each clock that runs: the latest step that is due and all that are to come, without those said already. */
function pendingOf(question: ReminderQuestion): readonly Pending[] {
  // A case that was joined to another is looked after there.
  if (question.record.parent !== undefined) return [];
  const now = Date.parse(question.now);
  return readClocks(question, question.rules).flatMap((reading) => {
    const chain = chainOf(question, reading);
    const latest = chain.findLast(({ at }) => at <= now);
    const open = chain.filter((step) => step === latest || step.at > now);
    return open.filter(({ key }) => !question.sentKeys.has(key));
  });
}

/** The steps of a clock that runs, in the order they are said. */
function chainOf(question: ReminderQuestion, reading: ClockReading): readonly Pending[] {
  const { record, rules } = question;
  const { clock, since, dueAt, endedAt } = reading;
  const { states, steps } = rules.plan[clock];
  if (dueAt === null || endedAt !== null || !states.includes(record.state)) return [];
  const severity = urgencyOf(record);
  const quiet = quietHoursFor(question);
  const due = isoOf(dueAt);
  return steps.flatMap((step) => {
    const time = dueAt + step.after * 60_000;
    // Nobody is reminded of what has only just begun.
    if (time <= since || step.severities?.includes(severity) === false) return [];
    const key = [record.number, clock, due, step.id].join(" ");
    return [{ key, reading, due, step, at: endOfQuiet(time, quiet) }];
  });
}

function remind({ key, reading, due, step, at }: Pending): Reminder {
  const { clock, since, businessHours } = reading;
  const reminder = { key, clock, step: step.id, to: step.to, since: isoOf(since), dueAt: due, at: isoOf(at) };
  return businessHours === undefined ? reminder : { ...reminder, businessHours };
}

/** Severity A is worth waking somebody. */
function quietHoursFor({ record, quietHours }: ReminderQuestion): QuietHours | null {
  return urgencyOf(record) === "A" ? null : quietHours;
}

function isoOf(time: number): string {
  return new Date(time).toISOString();
}
