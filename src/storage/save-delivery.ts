import type { NewDelivery } from "../escalation/delivery";
import type { ClaimedDelivery } from "../escalation/delivery-store";
import { toDelivery, toDeliveryRow } from "./delivery-mapping";
import type { StoredDelivery } from "./delivery-rows";
import type { DeliveryStatements } from "./delivery-statements";
import { changeRows, selectRows, type Steps } from "./statement";

/**
 * Saves the deliveries of one change. Every change takes the conversations in the same order, so that two of them never
 * wait for each other; within a conversation the order is kept.
 */
export function* saveDeliveries(
  statements: DeliveryStatements,
  tenantId: string,
  deliveries: readonly NewDelivery[],
  at: string,
): Steps<void> {
  const inOrder = deliveries.toSorted((a, b) => compare(a.conversationId, b.conversationId));
  for (const delivery of inOrder) yield* saveDelivery(statements, tenantId, delivery, at);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Saves a delivery; one whose key exists is left alone. An update of a post whose last update still waits takes
 * that one's place in the queue, with its age and its next try: many changes are one edit.
 */
export function* saveDelivery(
  statements: DeliveryStatements,
  tenantId: string,
  delivery: NewDelivery,
  at: string,
): Steps<void> {
  const { key } = delivery;
  const [known] = yield* selectRows(statements.findDelivery, { tenantId, key });
  if (known !== undefined) return;
  const row = toDeliveryRow(tenantId, delivery, at);
  const waiting = yield* findWaiting(statements, tenantId, delivery);
  // A sender may take the waiting one at this very moment.
  const isRenewed = waiting !== undefined && (yield* renewUpdate(statements, waiting, row));
  if (!isRenewed) yield* changeRows(statements.insertDelivery, row);
}

function renewUpdate(
  statements: DeliveryStatements,
  waiting: StoredDelivery,
  row: ReturnType<typeof toDeliveryRow>,
): Steps<boolean> {
  const causedBy = row.caused_by ?? waiting.caused_by;
  return changeRows(statements.renewUpdate, {
    tenantId: waiting.tenant_id,
    key: waiting.key,
    body: row.body,
    record: row.record,
    caused_by: causedBy,
    priority: waiting.priority === "answer" ? "answer" : row.priority,
    retell: causedBy === waiting.caused_by ? 0 : 1,
  });
}

function* findWaiting(
  statements: DeliveryStatements,
  tenantId: string,
  { kind, post, conversationId }: NewDelivery,
) {
  if (kind !== "update" || post === undefined) return undefined;
  const [waiting] = yield* selectRows(statements.findPendingUpdate, { tenantId, conversationId, name: post });
  return waiting;
}

/** Edits a post once more with what was to stand there last, behind all that is on its way; a post itself needs none. */
export function* repeatNewest(
  statements: DeliveryStatements,
  { lease, ...late }: ClaimedDelivery,
  at: string,
): Steps<void> {
  const { tenantId, conversationId, key, kind, priority, post } = late;
  if (post === undefined) return;
  const [found] = yield* selectRows(statements.newestOfPost, { tenantId, conversationId, name: post });
  if (kind === "post" && found?.key === key) return;
  // Where all of them were purged, its own says what to draw.
  const { body, record } = found === undefined ? late : toDelivery(found);
  const again = { key: `again:${lease}:${key}`, conversationId, post, body, record, priority };
  yield* saveDelivery(statements, tenantId, { ...again, kind: "update", causedBy: null }, at);
}
