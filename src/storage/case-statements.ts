import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { historyColumns, recordColumns, type RecordKey, StoredHistory, StoredRecord } from "./record-rows";
import type { Tables } from "./schema";
import { compileStatement, type Placeholder, sealed } from "./statement";
import type { SimilarQuery } from "./store";

const CountRow = z.object({ total: z.coerce.number(), overridden: z.coerce.number() });
const DueRow = z.object({ number: z.coerce.number(), at: z.string(), clock: z.string().nullable() });

type Requester = { readonly tenantId: string; readonly requesterId: string };
type Similar = Omit<SimilarQuery, "customer">;

/** Records whose dues are read by one statement. */
export const duesAtOnce = 100;
type DuesValues = Readonly<Record<"tenantId", string>> & {
  readonly [Name in `number${number}`]: number;
};

/** The statements that read cases. */
export function compileCaseStatements(db: Kysely<Tables>) {
  return { ...compileOneCase(db), ...compileLists(db), ...compileDues(db), ...compileSimilar(db) };
}

function compileOneCase(db: Kysely<Tables>) {
  return {
    findRecord: compileStatement<RecordKey, StoredRecord>(StoredRecord, (value) =>
      db
        .selectFrom("records")
        .where("tenant_id", "=", value("tenantId"))
        .where("number", "=", value("number"))
        .select(recordColumns),
    ),
    readHistory: compileStatement<RecordKey, StoredHistory>(StoredHistory, (value) =>
      db
        .selectFrom("history")
        .where("tenant_id", "=", value("tenantId"))
        .where("number", "=", value("number"))
        .orderBy("seq")
        .select(historyColumns),
    ),
    countChanges: compileStatement<Pick<RecordKey, "tenantId">, { readonly changes: number }>(
      z.object({ changes: z.coerce.number() }),
      (value) => db.selectFrom("record_numbers").where("tenant_id", "=", value("tenantId")).select("changes"),
    ),
  };
}

/** What one person asked for. */
function compileLists(db: Kysely<Tables>) {
  return {
    countRecords: compileStatement<Requester, z.infer<typeof CountRow>>(CountRow, (value) =>
      db
        .selectFrom("records")
        .where("tenant_id", "=", value("tenantId"))
        .where("requester_id", "=", value("requesterId"))
        .select((eb) => [
          eb.fn.countAll().as("total"),
          eb.fn.coalesce(eb.fn.sum("overridden"), eb.lit(0)).as("overridden"),
        ]),
    ),
    listRecords: compileStatement<
      Requester & { readonly offset: number; readonly limit: number },
      StoredRecord
    >(StoredRecord, (value) =>
      db
        .selectFrom("records")
        .where("tenant_id", "=", value("tenantId"))
        .where("requester_id", "=", value("requesterId"))
        .orderBy("settled")
        .orderBy("updated_at", "desc")
        .orderBy("number", "desc")
        .limit(value("limit"))
        .offset(value("offset"))
        .select(recordColumns),
    ),
    newestPerCustomer: compileStatement<Requester & { readonly limit: number }, StoredRecord>(
      StoredRecord,
      (value) =>
        db
          .selectFrom("records")
          .where("tenant_id", "=", sealed(value("tenantId"), "text"))
          .where("number", "in", (eb) =>
            eb
              .selectFrom("records")
              .where("tenant_id", "=", sealed(value("tenantId"), "text"))
              .where("requester_id", "=", sealed(value("requesterId"), "text"))
              .where("customer_key", "is not", null)
              .groupBy("customer_key")
              .orderBy((inner) => inner.fn.max("number"), "desc")
              .limit(sealed(value("limit"), "integer"))
              .select((inner) => inner.fn.max("number").as("newest")),
          )
          .orderBy("number", "desc")
          .select(recordColumns),
    ),
  };
}

function compileDues(db: Kysely<Tables>) {
  return {
    // One statement for a page of a list, whatever its length.
    readDues: compileStatement<DuesValues, z.infer<typeof DueRow>>(DueRow, (value) =>
      db
        .selectFrom("records")
        .where("tenant_id", "=", sealed(value("tenantId"), "text"))
        .where(
          "number",
          "in",
          Array.from({ length: duesAtOnce }, (_, place) => sealed(value(`number${place}`), "integer")),
        )
        // Hidden from the planner, which would walk all that is due instead of the few that are named.
        .where(sql<boolean>`coalesce(due_at, '') <> ''`)
        .select(["number", "due_at as at", "due_clock as clock"])
        .$narrowType<{ at: string }>(),
    ),
  };
}

function compileSimilar(db: Kysely<Tables>) {
  const recent = (value: Placeholder<Similar>) =>
    db
      .selectFrom("records")
      .where("tenant_id", "=", sealed(value("tenantId"), "text"))
      .where("product", "=", sealed(value("product"), "text"))
      .where("created_at", ">=", sealed(value("createdSince"), "text"))
      .where("updated_at", ">=", sealed(value("since"), "text"))
      .where("settled", "=", (eb) => eb.lit(0))
      .where("number", "<>", sealed(value("except"), "integer"))
      .orderBy("created_at", "desc")
      .limit(value("limit"))
      .select(recordColumns);
  return {
    recentOfProduct: compileStatement<Similar, StoredRecord>(StoredRecord, recent),
    recentOfCustomer: compileStatement<Similar & { readonly customerKey: string }, StoredRecord>(
      StoredRecord,
      (value) => recent(value).where("customer_key", "=", sealed(value("customerKey"), "text")),
    ),
  };
}
