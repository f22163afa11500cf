import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { DeliveryKey, Leased } from "./delivery-rows";
import type { Tables } from "./schema";
import { compileStatement, sealed, word } from "./statement";
import type { DeliveryRow } from "./tables/delivery-tables";

const NoRow = z.unknown();

/** What a settlement writes; see `DeliveryRow`. */
type Settled = Leased &
  Pick<DeliveryRow, "state" | "settled" | "next_try_at" | "sent_at" | "activity_id" | "error"> & {
    readonly arrived: number;
  };

/** The statements that say what became of a delivery. */
export function compileSettlements(db: Kysely<Tables>) {
  return { ...compileOutcomes(db), ...compileAfterwards(db) };
}

/** The end of a call, as long as the delivery is still that sender's. */
function compileOutcomes(db: Kysely<Tables>) {
  return {
    release: compileStatement<Leased & { readonly next_try_at: string }, unknown>(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set({
          state: word("pending"),
          lease: sql.lit(null),
          begun: sql.lit(0),
          next_try_at: value("next_try_at"),
        })
        .where("tenant_id", "=", value("tenantId"))
        .where("key", "=", value("key"))
        .where("state", "=", word("sending"))
        .where("lease", "=", value("lease")),
    ),
    settle: compileStatement<Settled, unknown>(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set((eb) => ({
          state: value("state"),
          settled: value("settled"),
          untold: eb
            .case()
            .when(sealed(value("arrived"), "integer"), "=", sql.lit(1))
            .then(sql.lit(0))
            .else(eb.ref("untold"))
            .end(),
          lease: sql.lit(null),
          begun: sql.lit(0),
          next_try_at: value("next_try_at"),
          sent_at: value("sent_at"),
          activity_id: value("activity_id"),
          error: value("error"),
        }))
        .where("tenant_id", "=", value("tenantId"))
        .where("key", "=", value("key"))
        .where("state", "=", word("sending"))
        .where("lease", "=", value("lease")),
    ),
  };
}

/** What is learnt or wished once nobody holds it any more. */
function compileAfterwards(db: Kysely<Tables>) {
  return {
    /** A post whose outcome nobody knew when its lease had ended. */
    settleLate: compileStatement<DeliveryKey & Pick<Settled, "sent_at" | "activity_id">, unknown>(
      NoRow,
      (value) =>
        db
          .updateTable("deliveries")
          .set({
            state: word("sent"),
            untold: sql.lit(0),
            sent_at: value("sent_at"),
            activity_id: value("activity_id"),
            error: sql.lit(null),
          })
          .where("tenant_id", "=", value("tenantId"))
          .where("key", "=", value("key"))
          .where("state", "=", word("unknown")),
    ),
    told: compileStatement<DeliveryKey, unknown>(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set({ untold: sql.lit(0) })
        .where("tenant_id", "=", value("tenantId"))
        .where("key", "=", value("key"))
        .where("untold", "=", sql.lit(1)),
    ),
    retry: compileStatement<DeliveryKey & { readonly at: string }, unknown>(NoRow, (value) =>
      db
        .updateTable("deliveries")
        .set({
          state: word("pending"),
          settled: sql.lit(0),
          attempts: sql.lit(0),
          next_try_at: value("at"),
          since: value("at"),
          error: sql.lit(null),
        })
        .where("tenant_id", "=", value("tenantId"))
        .where("key", "=", value("key"))
        .where("state", "in", [word("failed"), word("unknown")]),
    ),
  };
}
