import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { deliveryErrors, deliveryStates } from "../escalation/delivery";
import { queueOf, type Webhook } from "../escalation/webhook";
import { askedKinds } from "../vocabulary";
import type { Tables, WebhookRow } from "./schema";
import { compileStatement, sealed, word } from "./statement";

const NoRow = z.unknown();
const StoredWebhook = z.object({
  tenant_id: z.string(),
  id: z.string(),
  url: z.string(),
  kinds: z.string(),
  secret: z.string(),
  old_secret: z.string().nullable(),
  old_until: z.string().nullable(),
  paused_at: z.string().nullable(),
  created_by_id: z.string(),
  created_by_name: z.string(),
  created_at: z.string(),
});
type StoredWebhook = z.infer<typeof StoredWebhook>;

type WebhookKey = { readonly tenantId: string; readonly id: string };

/** What of an event tells how it stands. */
const EventState = z.object({
  state: z.enum(deliveryStates),
  error: z.enum(deliveryErrors).nullable(),
  sent_at: z.string().nullable(),
});

const webhookColumns = [
  "tenant_id",
  "id",
  "url",
  "kinds",
  "secret",
  "old_secret",
  "old_until",
  "paused_at",
  "created_by_id",
  "created_by_name",
  "created_at",
] as const;

/** The statements of webhooks and of what waits for them. */
export function compileWebhooks(db: Kysely<Tables>) {
  return {
    listWebhooks: compileStatement<{ readonly tenantId: string }, StoredWebhook>(StoredWebhook, (value) =>
      db
        .selectFrom("webhooks")
        .where("tenant_id", "=", value("tenantId"))
        .orderBy("created_at")
        .orderBy("id")
        .select(webhookColumns),
    ),
    newestEvents: compileStatement<
      { readonly tenantId: string; readonly queue: string; readonly limit: number },
      z.infer<typeof EventState>
    >(EventState, (value) =>
      db
        .selectFrom("deliveries")
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("queue"))
        .orderBy("ordinal", "desc")
        .limit(value("limit"))
        .select(["state", "error", "sent_at"]),
    ),
    findWebhook: compileStatement<WebhookKey, StoredWebhook>(StoredWebhook, (value) =>
      db
        .selectFrom("webhooks")
        .where("tenant_id", "=", value("tenantId"))
        .where("id", "=", value("id"))
        .select(webhookColumns),
    ),
    insertWebhook: compileStatement<WebhookRow, unknown>(NoRow, (value) =>
      db
        .insertInto("webhooks")
        .values({
          tenant_id: value("tenant_id"),
          id: value("id"),
          url: value("url"),
          kinds: value("kinds"),
          secret: value("secret"),
          old_secret: value("old_secret"),
          old_until: value("old_until"),
          paused_at: value("paused_at"),
          created_by_id: value("created_by_id"),
          created_by_name: value("created_by_name"),
          created_at: value("created_at"),
        })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    rotateWebhook: compileStatement<
      WebhookKey & { readonly secret: string; readonly oldUntil: string },
      unknown
    >(NoRow, (value) =>
      db
        .updateTable("webhooks")
        .set((eb) => ({
          old_secret: eb.ref("secret"),
          old_until: value("oldUntil"),
          secret: value("secret"),
        }))
        .where("tenant_id", "=", value("tenantId"))
        .where("id", "=", value("id")),
    ),
    setKinds: compileStatement<WebhookKey & { readonly kinds: string }, unknown>(NoRow, (value) =>
      db
        .updateTable("webhooks")
        .set({ kinds: value("kinds") })
        .where("tenant_id", "=", value("tenantId"))
        .where("id", "=", value("id")),
    ),
    setPause: compileStatement<WebhookKey & { readonly pausedAt: string | null }, unknown>(NoRow, (value) =>
      db
        .updateTable("webhooks")
        .set({ paused_at: value("pausedAt") })
        .where("tenant_id", "=", value("tenantId"))
        .where("id", "=", value("id")),
    ),
    renewWaiting: compileStatement<
      { readonly tenantId: string; readonly queue: string; readonly at: string },
      unknown
    >(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set({
          next_try_at: value("at"),
          since: sealed(value("at"), "text"),
          attempts: sql.lit(0),
          error: sql.lit(null),
        })
        .where("settled", "=", sql.lit(0))
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("queue"))
        .where("state", "=", word("pending")),
    ),
    removeWebhook: compileStatement<WebhookKey, unknown>(NoRow, (value) =>
      db.deleteFrom("webhooks").where("tenant_id", "=", value("tenantId")).where("id", "=", value("id")),
    ),
    dropWaiting: compileStatement<{ readonly tenantId: string; readonly queue: string }, unknown>(
      NoRow,
      (value) =>
        db
          .updateTable("deliveries")
          .set({ state: word("failed"), settled: sql.lit(1), error: word("webhook_gone") })
          .where("settled", "=", sql.lit(0))
          .where("tenant_id", "=", value("tenantId"))
          .where("conversation_id", "=", value("queue"))
          .where("state", "=", word("pending")),
    ),
  };
}

/** A webhook as the port tells it; kinds this version does not know are left out. */
export function toWebhook(row: StoredWebhook): Webhook {
  const kinds = row.kinds.split(",");
  return {
    id: row.id,
    url: row.url,
    kinds: askedKinds.filter((kind) => kinds.includes(kind)),
    secret: row.secret,
    oldSecret: row.old_secret,
    oldUntil: row.old_until,
    pausedAt: row.paused_at,
    createdBy: { id: row.created_by_id, name: row.created_by_name },
    createdAt: row.created_at,
  };
}

/** The row of a webhook. */
export function toWebhookRow(tenantId: string, webhook: Webhook): WebhookRow {
  return {
    tenant_id: tenantId,
    id: webhook.id,
    url: webhook.url,
    kinds: webhook.kinds.join(","),
    secret: webhook.secret,
    old_secret: webhook.oldSecret,
    old_until: webhook.oldUntil,
    paused_at: webhook.pausedAt,
    created_by_id: webhook.createdBy.id,
    created_by_name: webhook.createdBy.name,
    created_at: webhook.createdAt,
  };
}

/** What is waiting for a webhook. */
export function waitingFor(tenantId: string, webhookId: string) {
  return { tenantId, queue: queueOf(webhookId) };
}
