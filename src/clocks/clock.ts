import type { PartnerTargets } from "./partner-targets";
import type { BusinessCalendar } from "./business-calendar";
import type { CaseRecord, HistoryEntry } from "../records/record";
import { severityOf } from "../records/severity";
import type { EditionId, Severity } from "../vocabulary";
import type { ClockId } from "./clock-ids";
import type { ReminderPlan } from "./reminder-plan";

/** A case with all its history, oldest line first; every clock is reckoned from these on reading. */
export interface CaseTime {
  readonly record: CaseRecord;
  readonly history: readonly HistoryEntry[];
}

/** One clock of a case; all times are Unix milliseconds. */
export interface ClockReading {
  readonly clock: ClockId;
  readonly since: number;
  /** Null while the clock is paused, or when it ended before it was due. */
  readonly dueAt: number | null;
  /** What it waits for has happened, or the case is settled; null while it goes on. */
  readonly endedAt: number | null;
  /** Microsoft promises no hours outside English (P-75, P-76): so many of the calendar's hours lead to `dueAt`. */
  readonly businessHours?: number;
}

/** How long Microsoft's first response may take; both null where Microsoft owes none. */
export interface ResponseLength {
  readonly responseHours: number | null;
  readonly responseBusinessDays: number | null;
}

/** The response times of an edition by severity (P-72 to P-77), for a severity a person has changed. */
export type LengthOf = (edition: EditionId, severity: Severity) => ResponseLength;

/** What clocks are reckoned with beside the case. */
export interface ClockRules {
  readonly calendar: BusinessCalendar;
  readonly lengthOf: LengthOf;
  readonly targets: PartnerTargets;
  readonly plan: ReminderPlan;
}

/** The severity that counts for the clocks; what was not classed is in no hurry. */
export function urgencyOf(record: CaseRecord): Severity {
  return severityOf(record) ?? "non_break_fix";
}
