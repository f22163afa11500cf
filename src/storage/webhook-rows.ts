import { z } from "zod";
import type { Webhook } from "../escalation/webhook";
import { askedKinds } from "../vocabulary";
import type { WebhookRow } from "./tables/webhook-tables";

/** A webhook as read; `kinds` are words with commas between. */
export const StoredWebhook = z.object({
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
export type StoredWebhook = z.infer<typeof StoredWebhook>;

/** Every column, as `StoredWebhook` expects them. */
export const webhookColumns = [
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
