import { customerFilterKey } from "../directory/customer";
import { Intake } from "../intake/intake";
import { Profile } from "../intake/profile";
import type { CaseFile, NewCaseFile } from "../records/case-file";
import { isUnfinished } from "../records/life-cycle";
import type { CaseRecord, HistoryEntry } from "../records/record";
import { severityOf } from "../records/severity";
import { rememberDocuments } from "./documents";
import type { StoredFile } from "./file-statements";
import type { TurnKey } from "./store";
import type { FileRow } from "./tables/arrival-tables";
import type { HistoryRow, IntakeRow, RecordRow } from "./tables/case-tables";

export { parseDocument } from "./documents";

/** The intakes of dialogs, by `nameDialog`. */
export const intakeDocuments = rememberDocuments(Intake);
/** The profiles of people, by `nameProfile`. */
export const profileDocuments = rememberDocuments(Profile);

/** Where a person's newest intake of a conversation is. */
export function nameDialog({ tenantId, userId, conversationId }: Omit<TurnKey, "activityId">): string {
  return `intake of user ${userId} in conversation ${conversationId} of tenant ${tenantId}`;
}

/** Where the profile of a person is. */
export function nameProfile({ userId, tenantId }: Pick<TurnKey, "userId" | "tenantId">): string {
  return `profile of user ${userId} of tenant ${tenantId}`;
}

/** The row of an intake, apart from its ordinal, which the database counts. */
export function toIntakeRow(key: TurnKey, intake: Intake): Omit<IntakeRow, "ordinal"> {
  return {
    tenant_id: key.tenantId,
    id: intake.id,
    user_id: key.userId,
    conversation_id: key.conversationId,
    revision: intake.revision,
    state: intake.state,
    document: intakeDocuments.write(nameDialog(key), intake),
    created_at: intake.createdAt,
    updated_at: intake.updatedAt,
  };
}

/** The row of a record. */
export function toRecordRow(
  tenantId: string,
  record: CaseRecord,
  dueAt: string | null = null,
  dueClock: string | null = null,
): RecordRow {
  return {
    tenant_id: tenantId,
    number: record.number,
    revision: record.revision,
    state: record.state,
    settled: record.state === "resolved" || record.state === "closed" ? 1 : 0,
    requester_id: record.requester.id,
    title: record.title,
    customer_name: record.customer?.name ?? null,
    customer_domain: record.customer?.domain ?? null,
    customer_key: customerKey(record.customer),
    product: record.product ?? null,
    outcome: record.verdict.outcome,
    severity: severityOf(record),
    overridden: record.override === undefined ? 0 : 1,
    route_id: record.team?.routeId ?? null,
    owner_id: record.owner?.id ?? null,
    channel_id: record.team?.conversationId ?? null,
    has_words: 1,
    due_at: dueAt,
    due_clock: dueAt === null ? null : dueClock,
    document: JSON.stringify(record),
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    next_look_at: firstLook(record),
  };
}

/** Every change may move the clocks: a look finds out. A settled case has none, a joined one is looked after there. */
function firstLook({ state, parent, updatedAt }: CaseRecord): string | null {
  return isUnfinished(state) && parent === undefined ? updatedAt : null;
}

/** The surest thing known of a customer; a typed name counts as the same whatever its case. */
export function customerKey(customer: CaseRecord["customer"]): string | null {
  return customer === undefined ? null : customerFilterKey(customer);
}

/** The row of a history entry, apart from its place, which the database counts. */
export function toHistoryRow(
  tenantId: string,
  { number, revision }: Pick<CaseRecord, "number" | "revision">,
  entry: HistoryEntry,
): Omit<HistoryRow, "seq"> {
  return {
    tenant_id: tenantId,
    number,
    at: entry.at,
    by_id: entry.by.id,
    by_name: entry.by.name,
    field: entry.field,
    old: entry.old,
    new: entry.new,
    why: entry.why,
    revision,
  };
}

/** A history entry as the core knows it. */
export function toHistoryEntry(row: Omit<HistoryRow, "tenant_id" | "number" | "seq">): HistoryEntry {
  return {
    at: row.at,
    by: { id: row.by_id, name: row.by_name },
    field: row.field,
    old: row.old,
    new: row.new,
    why: row.why,
    ...(row.revision === null ? {} : { revision: row.revision }),
  };
}

/** The row of a file that is still to be fetched. */
export function toFileRow(tenantId: string, file: NewCaseFile, at: string) {
  return {
    tenant_id: tenantId,
    id: file.id,
    number: file.number,
    intake_id: file.intakeId,
    name: file.name,
    state: "pending",
    source: file.source,
    by_id: file.by.id,
    by_name: file.by.name,
    at,
  } satisfies Partial<FileRow>;
}

/** A file as the core knows it. */
export function toCaseFile(row: StoredFile): CaseFile {
  return {
    id: row.id,
    number: row.number,
    intakeId: row.intake_id,
    name: row.name,
    contentType: row.content_type,
    size: row.size,
    sha256: row.sha256,
    state: row.state,
    reason: row.reason,
    by: { id: row.by_id, name: row.by_name },
    at: row.at,
  };
}
