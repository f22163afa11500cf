import type { z } from "zod";
import { nextStates } from "../../records/life-cycle";
import { type CaseRecord, formatRecordNumber, type HistoryEntry } from "../../records/record";
import { outlineRecord } from "../../records/record-outline";
import type { RecordDetail, RecordHistory } from "./wire";

/** A record with all that its card tells. */
export function describeRecord(record: CaseRecord): z.infer<typeof RecordDetail> {
  const { verdict } = record;
  return {
    ...outlineRecord(record),
    nextStates: [...nextStates(record.state)],
    edition: verdict.edition,
    computedSeverity: verdict.severity,
    severityReason: record.override?.reason ?? null,
    responseHours: verdict.responseHours,
    responseBusinessDays: verdict.responseBusinessDays,
    ruleIds: verdict.ruleIds,
    answers: record.answers,
    details: record.details,
    stepsDone: record.stepsDone,
    related: record.related.map(formatRecordNumber),
    parent: record.parent === undefined ? null : formatRecordNumber(record.parent),
    microsoftCase: record.microsoftCase ?? null,
    closingReason: record.closingReason ?? null,
  };
}

/** A history, oldest first. */
export function describeHistory(history: readonly HistoryEntry[]): z.infer<typeof RecordHistory> {
  return { entries: history.map((entry) => ({ ...entry, revision: entry.revision ?? null })) };
}

/** The record's revision as an entity tag. */
export function tagOf({ revision }: Pick<CaseRecord, "revision">): string {
  return `"${revision}"`;
}
