import type { ClockRules } from "../../src/clocks/clock";
import { loadReminderPlan } from "../../src/clocks/reminder-plan";
import { responseLengthsOf } from "../../src/clocks/response-due";
import type { CaseRecord, HistoryEntry } from "../../src/records/record";
import type { Answers, RecordState } from "../../src/vocabulary";
import { policy, recordOf } from "../cards/sample-views";
import { berlin } from "./calendars";

const ann = { id: "oid-ann", name: "Ann Chen" };

/** A line of the history at an ISO time, by a person unless told otherwise. */
export function line(at: string, field: string, old: string | null, next: string | null): HistoryEntry {
  return { at, by: ann, field, old, new: next, why: null };
}

export function move(at: string, from: RecordState, to: RecordState): HistoryEntry {
  return line(at, "state", from, to);
}

/** The line and the field of a filing. */
export function filing(at: string, filedAt: string, before: string | null = null): HistoryEntry {
  return line(at, "microsoftCase", before, `2611 (${filedAt})`);
}

export const rules: ClockRules = {
  calendar: berlin,
  lengthOf: responseLengthsOf(policy),
  targets: {},
  plan: loadReminderPlan(),
};

/** A case made on Tuesday, 24 November 2026 at 10:00 in Berlin; its state is what the history says last. */
export function caseOf(
  history: readonly HistoryEntry[] = [],
  answers: Answers = {},
  changes: Partial<CaseRecord> = {},
): { readonly record: CaseRecord; readonly history: readonly HistoryEntry[] } {
  const createdAt = "2026-11-24T09:00:00.000Z";
  const state = history.findLast(({ field }) => field === "state")?.new ?? "open";
  const filed = history.findLast(({ field }) => field === "microsoftCase")?.new;
  const filedAt = /\((.*)\)/.exec(filed ?? "")?.[1];
  const record = recordOf(answers, {
    createdAt,
    updatedAt: history.at(-1)?.at ?? createdAt,
    ...changesOfState(state),
    ...(filedAt === undefined ? {} : { microsoftCase: { number: "2611", filedAt } }),
    ...changes,
  });
  return { record, history: [line(createdAt, "created", null, "escalate_to_microsoft A R15"), ...history] };
}

function changesOfState(state: string): Pick<CaseRecord, "state"> {
  const known = ["open", "escalated", "waiting_microsoft", "waiting_customer", "resolved", "closed"] as const;
  return { state: known.find((word) => word === state) ?? "open" };
}

/** A time of that Tuesday, in Berlin (one hour ahead of UTC). */
export function tuesday(clock: string): string {
  return new Date(Date.parse(`2026-11-24T${clock}:00.000+01:00`)).toISOString();
}

export function isoOf(time: number | null | undefined): string | null {
  return typeof time === "number" ? new Date(time).toISOString() : null;
}
