import { type Kysely, sql } from "kysely";
import type { DeliveryState } from "../escalation/delivery";
import { compileClaims } from "./claim-statements";
import { compileConversations } from "./conversation-statements";
import { deliveryColumns, type DeliveryKey, type PostKey, StoredDelivery } from "./delivery-rows";
import { compileOutbox } from "./outbox-statements";
import { compilePosts } from "./post-statements";
import { compileQueue } from "./queue-statements";
import type { RowLocks } from "./row-locks";
import type { Tables } from "./schema";
import { compileSettlements } from "./settle-statements";
import { compileStatement, sealed, word } from "./statement";
import { compileWebhooks } from "./webhook-statements";

/** All of them, compiled. */
export type DeliveryStatements = ReturnType<typeof compileDeliveryStatements>;

/** The statements of conversations, posts and deliveries. */
export function compileDeliveryStatements(db: Kysely<Tables>, locks: RowLocks) {
  return {
    ...compileConversations(db),
    ...compilePosts(db),
    ...compileQueue(db),
    ...compileClaims(db, locks),
    ...compileSettlements(db),
    ...compileReads(db),
    ...compileLists(db),
    ...compileOutbox(db),
    ...compileWebhooks(db),
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
  };
}

/** For the operators, the page of a case, and the notices to senders. */
function compileLists(db: Kysely<Tables>) {
  return {
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
