import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { deliveryErrors, deliveryStates } from "../escalation/delivery";
import { queueOf } from "../escalation/webhook";
import type { Tables } from "./schema";
import { compileStatement, sealed, word } from "./statement";
import { StoredWebhook, webhookColumns } from "./webhook-rows";
import type { WebhookRow } from "./tables/webhook-tables";

const NoRow = z.unknown();

type WebhookKey = { readonly tenantId: string; readonly id: string };
/** Its deliveries, which are a queue as those of a conversation are. */
type Queue = { readonly tenantId: string; readonly queue: string };

/** What of an event tells how it stands. */
const EventState = z.object({
  state: z.enum(deliveryStates),
  error: z.enum(deliveryErrors).nullable(),
  sent_at: z.string().nullable(),
});

/** The statements of webhooks and of what waits for them. */
export function compileWebhooks(db: Kysely<Tables>) {
  return { ...compileReads(db), ...compileMaking(db), ...compileChanges(db), ...compileEvents(db) };
}

function compileReads(db: Kysely<Tables>) {
  return {
    listWebhooks: compileStatement<{ readonly tenantId: string }, StoredWebhook>(StoredWebhook, (value) =>
      db
        .selectFrom("webhooks")
        .where("tenant_id", "=", value("tenantId"))
        .orderBy("created_at")
        .orderBy("id")
        .select(webhookColumns),
    ),
    findWebhook: compileStatement<WebhookKey, StoredWebhook>(StoredWebhook, (value) =>
      db
        .selectFrom("webhooks")
        .where("tenant_id", "=", value("tenantId"))
        .where("id", "=", value("id"))
        .select(webhookColumns),
    ),
  };
}

function compileMaking(db: Kysely<Tables>) {
  return {
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
    removeWebhook: compileStatement<WebhookKey, unknown>(NoRow, (value) =>
      db.deleteFrom("webhooks").where("tenant_id", "=", value("tenantId")).where("id", "=", value("id")),
    ),
  };
}

function compileChanges(db: Kysely<Tables>) {
  return {
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
    setKinds: compileStatement<
      WebhookKey & {
        readonly kinds: string;
        /** Null: whatever they were. */
        readonly before: string | null;
      },
      unknown
    >(NoRow, (value) =>
      db
        .updateTable("webhooks")
        .set({ kinds: value("kinds") })
        .where("tenant_id", "=", value("tenantId"))
        .where("id", "=", value("id"))
        .where("kinds", "=", sql<string>`coalesce(${value("before")}, kinds)`),
    ),
    setPause: compileStatement<WebhookKey & { readonly pausedAt: string | null }, unknown>(NoRow, (value) =>
      db
        .updateTable("webhooks")
        .set({ paused_at: value("pausedAt") })
        .where("tenant_id", "=", value("tenantId"))
        .where("id", "=", value("id")),
    ),
  };
}

function compileEvents(db: Kysely<Tables>) {
  return {
    newestEvents: compileStatement<Queue & { readonly limit: number }, z.infer<typeof EventState>>(
      EventState,
      (value) =>
        db
          .selectFrom("deliveries")
          .where("tenant_id", "=", value("tenantId"))
          .where("conversation_id", "=", value("queue"))
          .orderBy("ordinal", "desc")
          .limit(value("limit"))
          .select(["state", "error", "sent_at"]),
    ),
    renewWaiting: compileStatement<Queue & { readonly at: string }, unknown>(NoRow, (value) =>
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
    dropWaiting: compileStatement<Queue, unknown>(NoRow, (value) =>
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

/** What is waiting for a webhook. */
export function waitingFor(tenantId: string, webhookId: string): Queue {
  return { tenantId, queue: queueOf(webhookId) };
}
