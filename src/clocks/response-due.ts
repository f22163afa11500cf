import type { CaseRecord, HistoryEntry } from "../records/record";
import type { Policy } from "../policy/load-policy";
import type { RecordState } from "../vocabulary";
import type { BusinessCalendar } from "./business-calendar";
import { addBusinessDays, addBusinessTime } from "./business-time";
import type { CaseTime, ClockReading, ClockRules, LengthOf, ResponseLength } from "./clock";

/** How the time to Microsoft's first response runs. */
export type ResponseBasis = "around_the_clock" | "business_hours" | "business_days";

/** The response times as the policy's editions have them. */
export function responseLengthsOf({ editions }: Pick<Policy, "editions">): LengthOf {
  return (edition, severity) => {
    const row = editions[edition].severity.find((known) => known.severity === severity);
    return row ?? { responseHours: null, responseBusinessDays: null };
  };
}

/** The response time of a case: the verdict's, or that of the severity a person has set instead. */
export function responseLength({ verdict, override }: CaseRecord, lengthOf: LengthOf): ResponseLength {
  const isOwed = verdict.responseHours !== null || verdict.responseBusinessDays !== null;
  return isOwed && override !== undefined ? lengthOf(verdict.edition, override.severity) : verdict;
}

/**
 * Break-fix in English runs around the clock (P-75), in a local language in business hours only (P-76), what is
 * not break-fix by business days (P-77, A-20). Null where Microsoft owes nothing.
 */
export function responseBasis({ answers }: CaseRecord, length: ResponseLength): ResponseBasis | null {
  const { responseHours, responseBusinessDays } = length;
  if (responseHours === null) return responseBusinessDays === null ? null : "business_days";
  return (answers.language ?? "en") === "en" ? "around_the_clock" : "business_hours";
}

/** When a response is due that is asked for at `start` (Unix milliseconds). */
export function addResponseTime(
  start: number,
  { responseHours, responseBusinessDays }: ResponseLength,
  basis: ResponseBasis,
  calendar: BusinessCalendar,
): number {
  if (basis === "business_days") return addBusinessDays(start, responseBusinessDays ?? 0, calendar);
  if (basis === "business_hours") return addBusinessTime(start, responseHours ?? 0, calendar);
  return start + (responseHours ?? 0) * 3_600_000;
}

/** The clock of Microsoft's first response, from the filing; null where nothing is owed or filed. */
export function readResponse(
  time: CaseTime,
  { calendar, lengthOf }: Pick<ClockRules, "calendar" | "lengthOf">,
): ClockReading | null {
  const { record } = time;
  const length = responseLength(record, lengthOf);
  const basis = responseBasis(record, length);
  if (basis === null || record.microsoftCase === undefined) return null;
  const since = Date.parse(record.microsoftCase.filedAt);
  const dueAt = addResponseTime(since, length, basis, calendar);
  const reading: ClockReading = { clock: "response_due", since, dueAt, endedAt: answeredAt(time) };
  const hours = basis === "business_hours" ? length.responseHours : null;
  return hours === null ? reading : { ...reading, businessHours: hours };
}

/**
 * When Microsoft answered, as far as the history says, or null: the first of these since the present filing - a
 * line `microsoftResponded`; a move from waiting for Microsoft to waiting for the customer, which needs an answer
 * to pass on; the end of the case. A move back to open or escalated says nothing about Microsoft. Reopening does
 * not bring the clock back, filing anew does.
 */
export function answeredAt({ record, history }: CaseTime): number | null {
  const isFiled = record.microsoftCase !== undefined;
  const line = isFiled ? history.slice(filingIndex(record, history) + 1).find(saysAnswered) : undefined;
  if (line !== undefined) return Date.parse(line.at);
  return unanswered.includes(record.state) ? null : Date.parse(record.updatedAt);
}

const unanswered: readonly RecordState[] = ["open", "escalated", "waiting_microsoft"];

/** The line that gave the case its present filing time; a corrected number alone is no new filing. */
function filingIndex({ microsoftCase }: CaseRecord, history: readonly HistoryEntry[]): number {
  const time = `(${microsoftCase?.filedAt ?? ""})`;
  return history.findLastIndex(
    ({ field, old, new: next }) =>
      field === "microsoftCase" && next?.endsWith(time) === true && old?.endsWith(time) !== true,
  );
}

function saysAnswered({ field, old, new: next }: HistoryEntry): boolean {
  if (field === "microsoftResponded") return next !== null;
  if (field !== "state") return false;
  return (
    next === "resolved" || next === "closed" || (old === "waiting_microsoft" && next === "waiting_customer")
  );
}
