import { isOneOf, type Severity } from "../vocabulary";
import { type Act, changed, type Change, entry, noteLimit } from "./change-record";
import type { CaseRecord } from "./record";

/** The classes of a break-fix case from the gravest down; what is none of them has no step beside it. */
const ladder = ["A", "B", "C"] as const satisfies readonly Severity[];

/** The severity a case is worked with: a person's, else the computed one. */
export function severityOf({ override, verdict }: Pick<CaseRecord, "override" | "verdict">): Severity | null {
  return override?.severity ?? verdict.severity;
}

/** What the severity may be changed to by hand: one step from the computed class, or back to it. */
export function severityChoices(record: Pick<CaseRecord, "override" | "verdict">): readonly Severity[] {
  const { severity: computed } = record.verdict;
  if (!isOneOf(ladder, computed)) return [];
  const at = ladder.indexOf(computed);
  return ladder.filter((severity, place) => Math.abs(place - at) <= 1 && severity !== severityOf(record));
}

/** The class a full workaround suggests: one step below the present one (question S5); null where there is none. */
export function workaroundChoice(record: CaseRecord): Severity | null {
  if (record.details.workaround !== "full" || record.override !== undefined) return null;
  const { severity } = record.verdict;
  const lower = isOneOf(ladder, severity) ? ladder[ladder.indexOf(severity) + 1] : undefined;
  return lower ?? null;
}

/**
 * Moves the severity one step away from the computed one, or back, with a reason that is kept. Refuses any other
 * class and a missing or overlong reason.
 */
export function changeSeverity(
  record: CaseRecord,
  values: Readonly<Record<string, string>>,
  act: Act,
): Change {
  const severity = values["newSeverity"];
  const reason = (values["reason"] ?? "").trim();
  const { severity: computed } = record.verdict;
  const isAllowed = isOneOf(severityChoices(record), severity);
  const errors = {
    ...(isAllowed ? {} : { newSeverity: "choose" }),
    ...(reason === "" ? { reason: "reason" } : reason.length > noteLimit ? { reason: "noteTooLong" } : {}),
  };
  if (!isAllowed || computed === null || Object.keys(errors).length > 0) return { kind: "refused", errors };
  const override = severity === computed ? undefined : { severity, computed, reason, by: act.by, at: act.at };
  return changed(record, { override }, act, [entry(act, "severity", severityOf(record), severity, reason)]);
}

/** An override that no longer stands one step beside the newly computed class has lost its ground. */
export function keepsOverride({ override }: CaseRecord, computed: Severity | null): boolean {
  if (override === undefined || !isOneOf(ladder, computed) || !isOneOf(ladder, override.severity))
    return false;
  return Math.abs(ladder.indexOf(computed) - ladder.indexOf(override.severity)) === 1;
}
