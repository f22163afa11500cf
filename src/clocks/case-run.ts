import { isUnfinished } from "../records/life-cycle";
import type { HistoryEntry } from "../records/record";
import { isOneOf, type RecordState, recordStates } from "../vocabulary";
import type { CaseTime } from "./clock";

/** A time in one state; `to` is null for the present one. Unix milliseconds. */
export interface Phase {
  readonly state: RecordState;
  readonly from: number;
  readonly to: number | null;
}

/** What has happened since the case was made, or since it was last reopened: there its clocks begin again. */
export interface CaseRun {
  readonly since: number;
  /** The lines after the beginning. */
  readonly lines: readonly HistoryEntry[];
  readonly phases: readonly Phase[];
  /** When it was resolved or closed; null while somebody still has work with it. */
  readonly settledAt: number | null;
}

/** The present run of a case. */
export function readRun({ record, history }: CaseTime): CaseRun {
  const reopened = history.findLastIndex(isReopening);
  const lines = history.slice(reopened + 1);
  const since = Date.parse(history[reopened]?.at ?? record.createdAt);
  const phases = readPhases(since, lines, record.state);
  const settled = phases.find(({ state }) => !isUnfinished(state));
  return { since, lines, phases, settledAt: settled?.from ?? null };
}

/** Whether a person wrote the line; a line the product writes on its own names nobody. */
export function isByPerson({ by }: HistoryEntry): boolean {
  return by.id !== "";
}

function isReopening({ field, old, new: next }: HistoryEntry): boolean {
  return field === "state" && isSettled(old) && !isSettled(next);
}

function isSettled(state: string | null): boolean {
  return isOneOf(recordStates, state) && !isUnfinished(state);
}

function readPhases(since: number, lines: readonly HistoryEntry[], present: RecordState): readonly Phase[] {
  const moves = lines.filter(({ field }) => field === "state");
  const starts = [since, ...moves.map(({ at }) => Date.parse(at))];
  return starts.map((from, index) => {
    const state = index === 0 ? moves[0]?.old : moves[index - 1]?.new;
    // The record itself says its present state, whatever the history may lack.
    const isLast = index === starts.length - 1;
    const named = !isLast && isOneOf(recordStates, state) ? state : present;
    return { state: named, from, to: starts[index + 1] ?? null };
  });
}
