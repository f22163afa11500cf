import { type ClosingReason, closingReasons, isOneOf, type RecordState } from "../vocabulary";
import { readFilingTime } from "./filing-time";
import { nextStates } from "./life-cycle";
import type { CaseRecord, HistoryEntry, Person } from "./record";

/** Who acts, and when (ISO, UTC), in which IANA zone the typed clock times are meant. */
export interface Act {
  readonly by: Person;
  readonly at: string;
  readonly timeZone: string;
}

/** A changed record with the history that says what changed, or the faults by input id (keys under `error.`). */
export type Change =
  | { readonly kind: "changed"; readonly record: CaseRecord; readonly history: readonly HistoryEntry[] }
  | { readonly kind: "refused"; readonly errors: Readonly<Record<string, string>> };

type Values = Readonly<Record<string, string>>;

/** UTF-16 characters; what is longer belongs into the request itself. */
export const noteLimit = 500;

/**
 * Takes in Microsoft's case number and when it was filed; from then on the response clock runs and the record
 * waits for Microsoft. Refuses a number that is none and a time in the future.
 */
export function fileCase(record: CaseRecord, values: Values, act: Act): Change {
  const number = (values["caseNumber"] ?? "").trim();
  const filed = readFilingTime(values["filedDate"] ?? "", values["filedTime"] ?? "", act);
  const errors = {
    ...(/^[A-Za-z0-9][A-Za-z0-9 #._/-]{2,39}$/.test(number) ? {} : { caseNumber: "caseNumber" }),
    ...(filed.kind === "wrong" ? { [filed.field]: filed.error } : {}),
  };
  if (filed.kind === "wrong" || Object.keys(errors).length > 0) return { kind: "refused", errors };
  const microsoftCase = { number, filedAt: filed.at };
  const state: RecordState = nextStates(record.state).includes("waiting_microsoft")
    ? "waiting_microsoft"
    : record.state;
  return changed(record, { microsoftCase, state }, act, [
    entry(act, "microsoftCase", describeCase(record.microsoftCase), describeCase(microsoftCase)),
    ...stateEntry(record, state, act, null),
  ]);
}

/** Brings a record to another state its life cycle allows; resolving demands a closing reason. */
export function changeState(record: CaseRecord, values: Values, act: Act): Change {
  const state = values["newState"];
  const reason = values["closingReason"];
  if (!isOneOf(nextStates(record.state), state)) return { kind: "refused", errors: { newState: "choose" } };
  const needsReason = state === "resolved";
  if (needsReason && !isOneOf(closingReasons, reason))
    return { kind: "refused", errors: { closingReason: "closingReason" } };
  const closingReason: ClosingReason | undefined = needsReason
    ? closingReasons.find((known) => known === reason)
    : state === "closed"
      ? record.closingReason
      : undefined;
  const why = (values["note"] ?? "").trim();
  if (why.length > noteLimit) return { kind: "refused", errors: { note: "noteTooLong" } };
  return changed(record, { state, closingReason }, act, [
    ...stateEntry(record, state, act, why === "" ? null : why),
    ...(closingReason === record.closingReason
      ? []
      : [entry(act, "closingReason", record.closingReason ?? null, closingReason ?? null)]),
  ]);
}

/** Appends a note. An empty one is refused. */
export function addNote(record: CaseRecord, values: Values, act: Act): Change {
  const note = (values["note"] ?? "").trim();
  if (note === "") return { kind: "refused", errors: { note: "required" } };
  if (note.length > noteLimit) return { kind: "refused", errors: { note: "noteTooLong" } };
  return changed(record, {}, act, [entry(act, "note", null, note)]);
}

/** One line of the history. */
export function entry(
  act: Act,
  field: string,
  old: string | null,
  value: string | null,
  why: string | null = null,
): HistoryEntry {
  return { at: act.at, by: act.by, field, old, new: value, why };
}

/** The record with its changes, one revision on. */
export function changed(
  record: CaseRecord,
  changes: Partial<CaseRecord>,
  act: Act,
  history: readonly HistoryEntry[],
): Change {
  const next: CaseRecord = { ...record, ...changes, revision: record.revision + 1, updatedAt: act.at };
  return { kind: "changed", record: next, history };
}

function stateEntry(
  record: CaseRecord,
  state: RecordState,
  act: Act,
  why: string | null,
): readonly HistoryEntry[] {
  return state === record.state ? [] : [entry(act, "state", record.state, state, why)];
}

function describeCase(microsoftCase: CaseRecord["microsoftCase"]): string | null {
  return microsoftCase === undefined ? null : `${microsoftCase.number} (${microsoftCase.filedAt})`;
}
