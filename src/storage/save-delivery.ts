import type { NewDelivery } from "../escalation/delivery";
import { toDeliveryRow } from "./delivery-mapping";
import type { DeliveryStatements } from "./delivery-statements";
import { changeRows, selectRows, type Steps } from "./statement";

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
  if (waiting === undefined) {
    yield* changeRows(statements.insertDelivery, row);
    return;
  }
  const causedBy = row.caused_by ?? waiting.caused_by;
  yield* changeRows(statements.renewUpdate, {
    tenantId,
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
