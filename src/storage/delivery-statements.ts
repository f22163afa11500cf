import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { DeliveryState } from "../escalation/delivery";
import { compileClaims, compileSettlements } from "./claim-statements";
import { compileConversations, compilePosts } from "./conversation-statements";
import {
  type ConversationKey,
  deliveryColumns,
  type DeliveryKey,
  type PostKey,
  StoredDelivery,
} from "./delivery-rows";
import { compileOutbox } from "./outbox-statements";
import type { RowLocks } from "./row-locks";
import type { DeliveryRow, Tables } from "./schema";
import { compileStatement, sealed, word } from "./statement";
import { compileWebhooks } from "./webhook-statements";

const NoRow = z.unknown();

export type DeliveryStatements = ReturnType<typeof compileDeliveryStatements>;

/** The statements of conversations, posts and deliveries. */
export function compileDeliveryStatements(db: Kysely<Tables>, locks: RowLocks) {
  return {
    ...compileConversations(db),
    ...compilePosts(db),
    ...compileInserts(db),
    ...compileClaims(db, locks),
    ...compileSettlements(db),
    ...compileReads(db),
    ...compileOutbox(db),
    ...compileWebhooks(db),
  };
}

function compileInserts(db: Kysely<Tables>) {
  type New = Omit<
    DeliveryRow,
    "ordinal" | "state" | "settled" | "attempts" | "begun" | "lease" | "sent_at" | "activity_id" | "error"
  >;
  return {
    insertDelivery: compileStatement<New, unknown>(NoRow, (value) =>
      db
        .insertInto("deliveries")
        .values((eb) => ({
          tenant_id: value("tenant_id"),
          key: value("key"),
          conversation_id: value("conversation_id"),
          ordinal: eb
            .selectFrom("deliveries")
            .where("tenant_id", "=", sealed(value("tenant_id"), "text"))
            .where("conversation_id", "=", sealed(value("conversation_id"), "text"))
            .select((inner) =>
              inner(inner.fn.coalesce(inner.fn.max("ordinal"), inner.lit(0)), "+", inner.lit(1)).as("next"),
            ),
          kind: value("kind"),
          post: value("post"),
          thread: value("thread"),
          body: value("body"),
          record: value("record"),
          caused_by: value("caused_by"),
          priority: value("priority"),
          state: word("pending"),
          settled: eb.lit(0),
          untold: value("untold"),
          attempts: eb.lit(0),
          begun: eb.lit(0),
          next_try_at: value("next_try_at"),
          created_at: value("created_at"),
          since: value("since"),
        }))
        .onConflict((conflict) => conflict.columns(["tenant_id", "key"]).doNothing()),
    ),
    waitingAbout: compileStatement<ConversationKey & { readonly record: number }, StoredDelivery>(
      StoredDelivery,
      (value) =>
        db
          .selectFrom("deliveries")
          .where("settled", "=", sql.lit(0))
          .where("tenant_id", "=", value("tenantId"))
          .where("conversation_id", "=", value("conversationId"))
          .where("record", "=", value("record"))
          .where("state", "=", word("pending"))
          .orderBy("ordinal")
          .select(deliveryColumns),
    ),
    // It stands behind all that was ever sent there, and is due at once: the old place's trouble is over.
    moveDelivery: compileStatement<DeliveryKey & { readonly to: string; readonly at: string }, unknown>(
      NoRow,
      (value) =>
        db
          .updateTable("deliveries")
          .set((eb) => ({
            conversation_id: value("to"),
            ordinal: eb
              .selectFrom("deliveries as d")
              .where("d.tenant_id", "=", sealed(value("tenantId"), "text"))
              .where("d.conversation_id", "=", sealed(value("to"), "text"))
              .select((inner) =>
                inner(inner.fn.coalesce(inner.fn.max("d.ordinal"), inner.lit(0)), "+", inner.lit(1)).as(
                  "next",
                ),
              ),
            next_try_at: value("at"),
            attempts: sql.lit(0),
            error: sql.lit(null),
          }))
          .where("tenant_id", "=", value("tenantId"))
          .where("key", "=", value("key"))
          .where("state", "=", word("pending")),
    ),
    findPendingUpdate: compileStatement<PostKey, StoredDelivery>(StoredDelivery, (value) =>
      db
        .selectFrom("deliveries")
        .where("settled", "=", sql.lit(0))
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId"))
        .where("post", "=", value("name"))
        .where("kind", "=", word("update"))
        .where("state", "=", word("pending"))
        .select(deliveryColumns),
    ),
    renewUpdate: compileStatement<
      DeliveryKey & Pick<DeliveryRow, "body" | "record" | "caused_by" | "priority"> & { retell: number },
      unknown
    >(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set((eb) => ({
          body: value("body"),
          record: value("record"),
          caused_by: value("caused_by"),
          priority: value("priority"),
          untold: eb
            .case()
            .when(sealed(value("retell"), "integer"), "=", sql.lit(1))
            .then(sql.lit(1))
            .else(eb.ref("untold"))
            .end(),
        }))
        .where("tenant_id", "=", value("tenantId"))
        .where("key", "=", value("key"))
        .where("state", "=", word("pending")),
    ),
  };
}

function compileReads(db: Kysely<Tables>) {
  return {
    findDelivery: compileStatement<DeliveryKey, StoredDelivery>(StoredDelivery, (value) =>
      db
        .selectFrom("deliveries")
        .where("tenant_id", "=", value("tenantId"))
        .where("key", "=", value("key"))
        .select(deliveryColumns),
    ),
    newestOfPost: compileStatement<PostKey, StoredDelivery>(StoredDelivery, (value) =>
      db
        .selectFrom("deliveries")
        .where("tenant_id", "=", sealed(value("tenantId"), "text"))
        .where("conversation_id", "=", sealed(value("conversationId"), "text"))
        .where("post", "=", sealed(value("name"), "text"))
        .where("kind", "in", [word("post"), word("update")])
        .orderBy("ordinal", "desc")
        .limit(sql.lit(1))
        .select(deliveryColumns),
    ),
    listDeliveries: compileStatement<
      { readonly state: DeliveryState; readonly tenantId: string | null; readonly limit: number },
      StoredDelivery
    >(StoredDelivery, (value) =>
      db
        .selectFrom("deliveries")
        .where("state", "=", sealed(value("state"), "text"))
        .where((eb) =>
          eb.or([
            eb(sealed(value("tenantId"), "text"), "is", null),
            eb("tenant_id", "=", sealed(value("tenantId"), "text")),
          ]),
        )
        .orderBy("created_at")
        .orderBy("conversation_id")
        .orderBy("ordinal")
        .limit(sealed(value("limit"), "integer"))
        .select(deliveryColumns),
    ),
    deliveriesOf: compileStatement<
      { readonly tenantId: string; readonly record: number; readonly limit: number },
      StoredDelivery
    >(StoredDelivery, (value) =>
      db
        .selectFrom("deliveries")
        .where("tenant_id", "=", sealed(value("tenantId"), "text"))
        .where("record", "=", sealed(value("record"), "integer"))
        .orderBy("created_at", "desc")
        .orderBy("key")
        .limit(sealed(value("limit"), "integer"))
        .select(deliveryColumns),
    ),
    lateDeliveries: compileStatement<{ readonly before: string; readonly limit: number }, StoredDelivery>(
      StoredDelivery,
      (value) =>
        db
          .selectFrom("deliveries")
          .where("untold", "=", sql.lit(1))
          .where((eb) =>
            eb.or([eb("settled", "=", sql.lit(1)), eb("created_at", "<=", sealed(value("before"), "text"))]),
          )
          .orderBy("created_at")
          .limit(sealed(value("limit"), "integer"))
          .select(deliveryColumns),
    ),
  };
}
