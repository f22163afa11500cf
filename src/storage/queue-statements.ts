import { type Kysely, sql } from "kysely";
import { z } from "zod";
import {
  type ConversationKey,
  deliveryColumns,
  type DeliveryKey,
  type PostKey,
  StoredDelivery,
} from "./delivery-rows";
import type { Tables } from "./schema";
import { compileStatement, sealed, word } from "./statement";
import type { DeliveryRow } from "./tables/delivery-tables";

const NoRow = z.unknown();

/** The statements that put deliveries behind what already waits for a conversation. */
export function compileQueue(db: Kysely<Tables>) {
  return { ...compileInsert(db), ...compileRenewal(db), ...compileMove(db) };
}

/** What the sender writes later is left out. */
type New = Omit<
  DeliveryRow,
  "ordinal" | "state" | "settled" | "attempts" | "begun" | "lease" | "sent_at" | "activity_id" | "error"
>;

function compileInsert(db: Kysely<Tables>) {
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
  };
}

/** A change of a post that still waits says the newest, and is not sent twice. */
function compileRenewal(db: Kysely<Tables>) {
  return {
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

/** What waits about a case follows it to another conversation. */
function compileMove(db: Kysely<Tables>) {
  return {
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
  };
}
