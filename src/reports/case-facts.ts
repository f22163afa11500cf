import type { CaseTime, ClockRules } from "../clocks/clock";
import { readResponse } from "../clocks/response-due";
import { isUnfinished } from "../records/life-cycle";
import type { CaseRecord, HistoryEntry } from "../records/record";
import { severities } from "../vocabulary";

/**
 * What has become of a case. `partner`: solved without help from outside. `escalated`: it went to Microsoft, the
 * provider or the vendor, however it ended. `otherwise`: over without either, as a duplicate is. `open`: somebody
 * has work with it and it has gone nowhere.
 */
export const handlings = ["partner", "escalated", "otherwise", "open"] as const;
/** What has become of a case, as reports count it. */
export type Handling = (typeof handlings)[number];

/** What reports count of a case and its record does not say. Moments are ISO text in UTC. */
export interface CaseFacts {
  readonly handling: Handling;
  /** When Microsoft's first response was due and came; null where none is owed, or none came yet. */
  readonly responseDueAt: string | null;
  readonly respondedAt: string | null;
  /** Whole minutes from being sent to a team until somebody took it; null where nobody had to, or did. */
  readonly takenMinutes: number | null;
  /** Since when it waits in a channel for somebody to take it. */
  readonly waitingSince: string | null;
  /** How often a settled case came back. */
  readonly reopened: number;
  /** Where a person has moved the severity; null where it is the computed one. */
  readonly moved: "raised" | "lowered" | null;
}

/** What the response clock is reckoned with. */
export type MeasureRules = Pick<ClockRules, "calendar" | "lengthOf">;

/** Measures a case by its record and its whole history, oldest line first. */
export function measureCase(time: CaseTime, rules: MeasureRules): CaseFacts {
  const response = readResponse(time, rules);
  const dueAt = response?.dueAt ?? null;
  return {
    handling: handlingOf(time),
    responseDueAt: isoOf(dueAt),
    respondedAt: dueAt === null ? null : isoOf(response?.endedAt ?? null),
    ...measureTaking(time),
    reopened: time.history.filter(isReopening).length,
    moved: movedOf(time.record),
  };
}

function handlingOf({ record, history }: CaseTime): Handling {
  const { closingReason } = record;
  if (wasEscalated(record, history)) return "escalated";
  if (isUnfinished(record.state)) return "open";
  return closingReason === "solved_by_partner" || closingReason === "workaround_accepted"
    ? "partner"
    : "otherwise";
}

const elsewhere: readonly (string | undefined)[] = [
  "solved_by_microsoft",
  "solved_by_provider",
  "solved_by_isv",
];

/** "Escalated" is also what a case is that a colleague's channel has; it counts where the verdict names somebody outside. */
function wasEscalated(record: CaseRecord, history: readonly HistoryEntry[]): boolean {
  if (record.microsoftCase !== undefined || elsewhere.includes(record.closingReason)) return true;
  const states = [record.state, ...history.filter(isState).map(({ new: state }) => state)];
  if (states.includes("waiting_microsoft")) return true;
  return record.verdict.escalateTo !== null && states.includes("escalated");
}

/** From the first time it was sent to a channel; who had it before need not take it. */
function measureTaking({ record, history }: CaseTime): Pick<CaseFacts, "takenMinutes" | "waitingSince"> {
  const sent = history.findIndex(({ field }) => field === "sentToTeam");
  const sentAt = history[sent]?.at;
  const isOwned = history.slice(0, Math.max(0, sent)).findLast(isOwner)?.new;
  if (sentAt === undefined || typeof isOwned === "string") return { takenMinutes: null, waitingSince: null };
  const taken = history.slice(sent).find((line) => isOwner(line) && line.new !== null);
  if (taken === undefined)
    return { takenMinutes: null, waitingSince: isUnfinished(record.state) ? sentAt : null };
  const minutes = Math.floor((Date.parse(taken.at) - Date.parse(sentAt)) / 60_000);
  return { takenMinutes: Math.max(0, minutes), waitingSince: null };
}

function movedOf({ override }: CaseRecord): CaseFacts["moved"] {
  if (override === undefined) return null;
  return severities.indexOf(override.severity) < severities.indexOf(override.computed) ? "raised" : "lowered";
}

function isReopening({ field, old, new: next }: HistoryEntry): boolean {
  return field === "state" && isSettled(old) && !isSettled(next);
}

function isSettled(state: string | null): boolean {
  return state === "resolved" || state === "closed";
}

const isState = ({ field }: HistoryEntry): boolean => field === "state";
const isOwner = ({ field }: HistoryEntry): boolean => field === "owner";

function isoOf(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
