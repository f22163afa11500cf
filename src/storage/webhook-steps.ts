import type { Kysely } from "kysely";
import { makeEvent, type RecordEvent } from "../escalation/record-event";
import {
  eventDelivery,
  mostWebhooks,
  queueOf,
  wantsEvent,
  type Webhook,
  type WebhookChange,
  type WebhookChanged,
  type WebhookStanding,
} from "../escalation/webhook";
import type { CaseRecord, HistoryEntry } from "../records/record";
import { type AskedKind, askedKinds } from "../vocabulary";
import { compileDeliveryStatements, type DeliveryStatements } from "./delivery-statements";
import type { RowLocks } from "./row-locks";
import { saveDelivery } from "./save-delivery";
import type { Tables } from "./schema";
import { changeRows, selectRows, type Steps } from "./statement";
import { toWebhook, toWebhookRow } from "./webhook-rows";
import { waitingFor } from "./webhook-statements";

/** What webhooks ask of a database, as steps. */
export function createWebhookSteps(db: Kysely<Tables>, locks: RowLocks) {
  const statements = compileDeliveryStatements(db, locks);
  return {
    *list(tenantId: string): Steps<readonly Webhook[]> {
      return (yield* selectRows(statements.listWebhooks, { tenantId })).map(toWebhook);
    },
    *standing(tenantId: string, id: string, limit: number): Steps<WebhookStanding> {
      const events = yield* selectRows(statements.newestEvents, { tenantId, queue: queueOf(id), limit });
      const open = events.filter(({ state }) => state !== "sent");
      return {
        arrivedAt: events.find(({ state }) => state === "sent")?.sent_at ?? null,
        waiting: open.filter(({ state }) => state === "pending" || state === "sending").length,
        // What arrived later says that the trouble is over.
        error: events[0]?.state === "sent" ? null : (open.find(({ error }) => error !== null)?.error ?? null),
      };
    },
    *add(tenantId: string, webhook: Webhook): Steps<boolean> {
      const known = yield* selectRows(statements.listWebhooks, { tenantId });
      if (known.length >= mostWebhooks) return false;
      return yield* changeRows(statements.insertWebhook, toWebhookRow(tenantId, webhook));
    },
    *remove(tenantId: string, id: string): Steps<boolean> {
      if (!(yield* changeRows(statements.removeWebhook, { tenantId, id }))) return false;
      yield* changeRows(statements.dropWaiting, waitingFor(tenantId, id));
      return true;
    },
    rotate: (
      tenantId: string,
      id: string,
      fresh: { readonly secret: string; readonly oldUntil: string },
    ): Steps<boolean> => changeRows(statements.rotateWebhook, { tenantId, id, ...fresh }),
    *change(
      tenantId: string,
      id: string,
      { kinds, seenKinds, pausedAt }: WebhookChange,
      at: string,
    ): Steps<WebhookChanged | null> {
      const [webhook] = yield* selectRows(statements.findWebhook, { tenantId, id });
      if (webhook === undefined) return null;
      if (seenKinds !== undefined && !areSame(toWebhook(webhook).kinds, seenKinds)) return "overtaken";
      // Another connection may have changed them since they were read.
      const before = seenKinds === undefined ? null : webhook.kinds;
      if (
        kinds !== undefined &&
        !(yield* changeRows(statements.setKinds, { tenantId, id, kinds: kinds.join(","), before }))
      )
        return "overtaken";
      if (pausedAt === undefined) return "changed";
      yield* changeRows(statements.setPause, { tenantId, id, pausedAt });
      if (pausedAt === null && webhook.paused_at !== null)
        yield* changeRows(statements.renewWaiting, { ...waitingFor(tenantId, id), at });
      return "changed";
    },
    *saveEvent(tenantId: string, id: string, event: RecordEvent, at: string): Steps<boolean> {
      const [webhook] = yield* selectRows(statements.findWebhook, { tenantId, id });
      if (webhook === undefined) return false;
      yield* saveDelivery(statements, tenantId, eventDelivery(id, event, null), at);
      return true;
    },
  };
}

/** Whether two choices are one, in whatever order they name their kinds. */
function areSame(some: readonly AskedKind[], others: readonly AskedKind[]): boolean {
  return askedKinds.every((kind) => some.includes(kind) === others.includes(kind));
}

/** The steps, compiled for one database. */
export type WebhookSteps = ReturnType<typeof createWebhookSteps>;

/** Tells the programs of the tenant of a change that is being saved, those that want to know of it. */
export function* saveEvents(
  statements: DeliveryStatements,
  tenantId: string,
  record: CaseRecord,
  { history, at }: { readonly history: readonly HistoryEntry[]; readonly at: string },
): Steps<void> {
  const webhooks = (yield* selectRows(statements.listWebhooks, { tenantId })).map(toWebhook);
  if (webhooks.length === 0) return;
  const event = makeEvent(record, history);
  for (const webhook of webhooks.filter((one) => wantsEvent(one, event)))
    yield* saveDelivery(statements, tenantId, eventDelivery(webhook.id, event, record.number), at);
}
