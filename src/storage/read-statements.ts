import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { compileFileReads, fileColumns, StoredFile } from "./file-statements";
import { compileRouteReads } from "./route-statements";
import type { Tables } from "./schema";
import { compileStatement, type Placeholder, sealed } from "./statement";
import type { SimilarQuery, TurnKey } from "./store";

const DocumentRow = z.object({ document: z.string() });
const RecordRow = z.object({ tenant_id: z.string(), number: z.coerce.number(), document: z.string() });
const CountRow = z.object({ total: z.coerce.number(), overridden: z.coerce.number() });
const TurnRow = z.object({
  seen_at: z.string().nullable(),
  profile: z.string().nullable(),
  intake: z.string().nullable(),
});
const ClickRow = z.object({ at: z.string() });
const DueRow = z.object({ number: z.coerce.number(), at: z.string(), clock: z.string().nullable() });
const HistoryRow = z.object({
  tenant_id: z.string(),
  number: z.coerce.number(),
  at: z.string(),
  by_id: z.string(),
  by_name: z.string(),
  field: z.string(),
  old: z.string().nullable(),
  new: z.string().nullable(),
  why: z.string().nullable(),
  revision: z.coerce.number().nullable(),
});

type Requester = { readonly tenantId: string; readonly requesterId: string };
type RecordKey = { readonly tenantId: string; readonly number: number };
type Page = RecordKey & { readonly limit: number };
type Similar = Omit<SimilarQuery, "customer">;
type Range = RecordKey & { readonly lastNumber: number };

/** Records whose dues are read by one statement. */
export const duesAtOnce = 100;
export type DuesValues = Readonly<Record<"tenantId", string>> & {
  readonly [Name in `number${number}`]: number;
};

/** The statements of every read. */
export function compileReadStatements(db: Kysely<Tables>) {
  return {
    ...compilePersonalReads(db),
    ...compileRecordReads(db),
    ...compileSimilarReads(db),
    ...compileExportReads(db),
    ...compileFileReads(db),
    ...compileRouteReads(db),
  };
}

function compilePersonalReads(db: Kysely<Tables>) {
  return {
    // One statement, so that a remote engine answers it in one round.
    loadTurn: compileStatement<{ readonly [Name in keyof TurnKey]: string }, z.infer<typeof TurnRow>>(
      TurnRow,
      (value) =>
        db.selectNoFrom((eb) => {
          const newest = eb
            .selectFrom("intakes")
            .where("tenant_id", "=", sealed(value("tenantId"), "text"))
            .where("user_id", "=", sealed(value("userId"), "text"))
            .where("conversation_id", "=", sealed(value("conversationId"), "text"))
            .orderBy("ordinal", "desc")
            .limit(eb.lit(1));
          return [
            eb
              .selectFrom("turns")
              .where("tenant_id", "=", value("tenantId"))
              .where("conversation_id", "=", value("conversationId"))
              .where("activity_id", "=", value("activityId"))
              .select("at")
              .as("seen_at"),
            eb
              .selectFrom("profiles")
              .where("tenant_id", "=", value("tenantId"))
              .where("user_id", "=", value("userId"))
              .select("document")
              .as("profile"),
            newest.select("document").as("intake"),
          ];
        }),
    ),
    // Along the turns of one conversation, which are kept for some days: asked only when a click seems to be late.
    findClick: compileStatement<
      { readonly tenantId: string; readonly conversationId: string; readonly click: string },
      z.infer<typeof ClickRow>
    >(ClickRow, (value) =>
      db
        .selectFrom("turns")
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId"))
        .where("click", "=", value("click"))
        .select("at")
        .limit(sql.lit(1)),
    ),
    findIntake: compileStatement<
      { readonly tenantId: string; readonly userId: string; readonly intakeId: string },
      z.infer<typeof DocumentRow>
    >(DocumentRow, (value) =>
      db
        .selectFrom("intakes")
        .where("tenant_id", "=", value("tenantId"))
        .where("id", "=", value("intakeId"))
        .where("user_id", "=", value("userId"))
        .select("document"),
    ),
  };
}

function compileRecordReads(db: Kysely<Tables>) {
  return {
    findRecord: compileStatement<RecordKey, z.infer<typeof RecordRow>>(RecordRow, (value) =>
      db
        .selectFrom("records")
        .where("tenant_id", "=", value("tenantId"))
        .where("number", "=", value("number"))
        .select(["tenant_id", "number", "document"]),
    ),
    countChanges: compileStatement<Pick<RecordKey, "tenantId">, { readonly changes: number }>(
      z.object({ changes: z.coerce.number() }),
      (value) => db.selectFrom("record_numbers").where("tenant_id", "=", value("tenantId")).select("changes"),
    ),
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
      z.infer<typeof RecordRow>
    >(RecordRow, (value) =>
      db
        .selectFrom("records")
        .where("tenant_id", "=", value("tenantId"))
        .where("requester_id", "=", value("requesterId"))
        .orderBy("settled")
        .orderBy("updated_at", "desc")
        .orderBy("number", "desc")
        .limit(value("limit"))
        .offset(value("offset"))
        .select(["tenant_id", "number", "document"]),
    ),
    newestPerCustomer: compileStatement<Requester & { readonly limit: number }, z.infer<typeof RecordRow>>(
      RecordRow,
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
          .select(["tenant_id", "number", "document"]),
    ),
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
    readHistory: compileStatement<RecordKey, z.infer<typeof HistoryRow>>(HistoryRow, (value) =>
      db
        .selectFrom("history")
        .where("tenant_id", "=", value("tenantId"))
        .where("number", "=", value("number"))
        .orderBy("seq")
        .select(["tenant_id", "number", "at", "by_id", "by_name", "field", "old", "new", "why", "revision"]),
    ),
  };
}

function compileSimilarReads(db: Kysely<Tables>) {
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
      .select(["tenant_id", "number", "document"]);
  return {
    recentOfProduct: compileStatement<Similar, z.infer<typeof RecordRow>>(RecordRow, recent),
    recentOfCustomer: compileStatement<Similar & { readonly customerKey: string }, z.infer<typeof RecordRow>>(
      RecordRow,
      (value) => recent(value).where("customer_key", "=", sealed(value("customerKey"), "text")),
    ),
  };
}

function compileExportReads(db: Kysely<Tables>) {
  return {
    recordsAfter: compileStatement<Page, z.infer<typeof RecordRow>>(RecordRow, (value) =>
      db
        .selectFrom("records")
        .where((eb) =>
          eb(eb.refTuple("tenant_id", "number"), ">", eb.tuple(value("tenantId"), value("number"))),
        )
        .orderBy("tenant_id")
        .orderBy("number")
        .limit(value("limit"))
        .select(["tenant_id", "number", "document"]),
    ),
    // Of one tenant: PostgreSQL judges a place among all tenants by its tenant alone, and reads all there is of it.
    historyBetween: compileStatement<Range, z.infer<typeof HistoryRow>>(HistoryRow, (value) =>
      db
        .selectFrom("history")
        .where("tenant_id", "=", value("tenantId"))
        .where("number", ">=", value("number"))
        .where("number", "<=", value("lastNumber"))
        .orderBy("number")
        .orderBy("seq")
        .select(["tenant_id", "number", "at", "by_id", "by_name", "field", "old", "new", "why", "revision"]),
    ),
    filesBetween: compileStatement<Range, StoredFile>(StoredFile, (value) =>
      db
        .selectFrom("files")
        .where("tenant_id", "=", value("tenantId"))
        .where("number", ">=", value("number"))
        .where("number", "<=", value("lastNumber"))
        .orderBy("number")
        .orderBy("at")
        .orderBy("id")
        .select(fileColumns),
    ),
  };
}
