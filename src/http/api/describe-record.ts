import type { z } from "zod";
import { nextStates } from "../../records/life-cycle";
import { type CaseRecord, formatRecordNumber, type HistoryEntry } from "../../records/record";
import { severityOf } from "../../records/severity";
import { customerKey } from "../../storage/rows";
import type { RecordDetail, RecordHistory, RecordSummary } from "./wire";

/** A record as a list shows it. */
export function summariseRecord(record: CaseRecord): z.infer<typeof RecordSummary> {
  const { verdict, customer } = record;
  return {
    number: formatRecordNumber(record.number),
    revision: record.revision,
    state: record.state,
    title: record.title,
    customer:
      customer === undefined
        ? null
        : {
            key: customerKey(customer) ?? "",
            name: customer.name,
            domain: customer.domain ?? null,
            tenantId: customer.tenantId ?? null,
          },
    product: record.product ?? null,
    severity: severityOf(record),
    outcome: verdict.outcome,
    escalateTo: verdict.escalateTo,
    route: verdict.route,
    requester: record.requester,
    owner: record.owner ?? null,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}

/** A record with all that its card tells. */
export function describeRecord(record: CaseRecord): z.infer<typeof RecordDetail> {
  const { verdict } = record;
  return {
    ...summariseRecord(record),
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
