import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type {
  Erasure,
  ErasureProof,
  OrphanedFile,
  PersonalHoldings,
  PrivacyStore,
  Purgeable,
} from "../privacy/privacy-store";
import type { Engine } from "./create-store";
import { erasePersonPart, type Reindex } from "./erase-steps";
import { exportSubject } from "./export-subject";
import { rowsOnce, runOnce } from "./raw-steps";
import type { Tables } from "./schema";
import { everyTenant, ofTenant } from "./scope";
import type { Steps } from "./statement";
import {
  eraseCustomerPart,
  namesOfCustomer,
  nextCases,
  selectUnstripped,
  stripOldCases,
} from "./strip-steps";

type Db = Kysely<Tables>;

const Kind = z.enum(["person", "customer"]);
const ErasureRow = z.object({
  tenant_id: z.string(),
  pseudonym: z.string(),
  kind: Kind,
  subject: z.string().nullable(),
  by_id: z.string(),
  at: z.string(),
  finished_at: z.string().nullable(),
});
const FileName = z.object({ tenant_id: z.string(), id: z.string() });
const Name = z.object({ name: z.string().nullable() });
const Total = z.object({ total: z.coerce.number() });

/** The part of the Store port that protects people's data, of an engine and steps common to all. */
export function createPrivacyStore(engine: Engine, db: Db, search: Reindex): PrivacyStore {
  return {
    beginErasure: (wish, pseudonym) =>
      engine.write(ofTenant(wish.tenantId), () => beginErasure(db, wish, pseudonym)),
    namesOf: (erasure) => engine.read(ofTenant(erasure.tenantId), () => namesOf(db, erasure)),
    filesToErase: (erasure) => engine.read(ofTenant(erasure.tenantId), () => filesToErase(db, erasure)),
    erasePart: (erasure, names) =>
      engine.write(ofTenant(erasure.tenantId), () =>
        erasure.kind === "person"
          ? erasePersonPart(db, search, erasure, names)
          : eraseCustomerPart(db, search, erasure, names),
      ),
    endErasure: async ({ tenantId, pseudonym }, at) => {
      await engine.write(ofTenant(tenantId), () =>
        runOnce(
          db,
          sql`update erasures set subject = null, finished_at = ${at}
            where tenant_id = ${tenantId} and pseudonym = ${pseudonym}`,
        ),
      );
    },
    openErasures: () => engine.read(everyTenant, () => openErasures(db)),
    listErasures: (tenantId) => engine.read(ofTenant(tenantId), () => listErasures(db, tenantId)),
    exportSubject: (subject, limit) =>
      engine.read(ofTenant(subject.tenantId), () => exportSubject(db, subject, limit)),
    holdingsOf: (tenantId, userId) => engine.read(ofTenant(tenantId), () => holdingsOf(db, tenantId, userId)),
    filesToPurge: (what, before, limit) =>
      engine.read(everyTenant, () => filesToPurge(db, what, before, limit)),
    purge: (what, before, limit, at) =>
      engine.write(everyTenant, () => purge(db, search, { what, before, limit, at })),
  };
}

function* beginErasure(
  db: Db,
  { tenantId, kind, id, by, at }: Parameters<PrivacyStore["beginErasure"]>[0],
  pseudonym: string,
): Steps<Erasure> {
  const [begun] = yield* rowsOnce(
    db,
    ErasureRow,
    sql`select * from erasures where tenant_id = ${tenantId} and kind = ${kind} and subject = ${id}`,
  );
  if (begun !== undefined) return { tenantId, kind, id, pseudonym: begun.pseudonym };
  const asker = by === id ? pseudonym : by;
  yield* runOnce(
    db,
    sql`insert into erasures (tenant_id, pseudonym, kind, subject, by_id, at)
      values (${tenantId}, ${pseudonym}, ${kind}, ${id}, ${asker}, ${at}) on conflict do nothing`,
  );
  return { tenantId, kind, id, pseudonym };
}

function* namesOf(db: Db, erasure: Erasure): Steps<readonly string[]> {
  if (erasure.kind === "customer") return yield* namesOfCustomer(db, erasure);
  const { tenantId, id } = erasure;
  const rows = yield* rowsOnce(
    db,
    Name,
    sql`select name from people where tenant_id = ${tenantId} and user_id = ${id}
      union select by_name from history where tenant_id = ${tenantId} and by_id = ${id}
      union select by_name from files where tenant_id = ${tenantId} and by_id = ${id}`,
  );
  return rows.flatMap(({ name }) => name ?? []);
}

function* filesToErase(db: Db, erasure: Erasure): Steps<readonly OrphanedFile[]> {
  const { tenantId, id } = erasure;
  if (erasure.kind === "person")
    return yield* readFiles(db, sql`tenant_id = ${tenantId} and by_id = ${id} and number is null`);
  const numbers = yield* nextCases(db, erasure);
  if (numbers.length === 0) return [];
  return yield* readFiles(db, sql`tenant_id = ${tenantId} and number in (${sql.join(numbers)})`);
}

function* readFiles(db: Db, where: ReturnType<typeof sql>): Steps<readonly OrphanedFile[]> {
  const rows = yield* rowsOnce(db, FileName, sql`select tenant_id, id from files where ${where}`);
  return rows.map(({ tenant_id: tenantId, id }) => ({ tenantId, id }));
}

function* openErasures(db: Db): Steps<readonly Erasure[]> {
  const rows = yield* rowsOnce(
    db,
    ErasureRow,
    sql`select * from erasures where finished_at is null order by at`,
  );
  return rows.map(({ tenant_id: tenantId, kind, subject, pseudonym }) => ({
    ...{ tenantId, kind, pseudonym },
    id: subject ?? "",
  }));
}

function* listErasures(db: Db, tenantId: string): Steps<readonly ErasureProof[]> {
  const rows = yield* rowsOnce(
    db,
    ErasureRow,
    sql`select * from erasures where tenant_id = ${tenantId} order by at, pseudonym`,
  );
  return rows.map(({ pseudonym, kind, by_id: by, at, finished_at: finishedAt }) => ({
    ...{ pseudonym, kind, by, at, finishedAt },
  }));
}

function* holdingsOf(db: Db, tenantId: string, userId: string): Steps<PersonalHoldings> {
  function* count(table: keyof Tables, column: string): Steps<number> {
    const rows = yield* rowsOnce(
      db,
      Total,
      sql`select count(*) as total from ${sql.table(table)}
        where tenant_id = ${tenantId} and ${sql.ref(column)} = ${userId}`,
    );
    return rows[0]?.total ?? 0;
  }
  return {
    profile: yield* count("profiles", "user_id"),
    dialogs: yield* count("intakes", "user_id"),
    chats: yield* count("conversations", "user_id"),
    cases: yield* count("records", "requester_id"),
    files: yield* count("files", "by_id"),
  };
}

function* filesToPurge(
  db: Db,
  what: Purgeable,
  before: string,
  limit: number,
): Steps<readonly OrphanedFile[]> {
  if (what === "intakes") return yield* readFiles(db, oldLooseFiles(before, limit));
  if (what !== "cases") return [];
  return yield* readFiles(
    db,
    sql`(tenant_id, number) in (select tenant_id, number from (${selectUnstripped(before, limit)}) as old)`,
  );
}

/** Files that never came to belong to a case. */
function oldLooseFiles(before: string, limit: number) {
  return sql`(tenant_id, id) in (
    select tenant_id, id from files where number is null and state <> 'pending' and at < ${before}
    order by at limit ${limit})`;
}

interface Purge {
  readonly what: Purgeable;
  readonly before: string;
  readonly limit: number;
  readonly at: string;
}

function* purge(db: Db, search: Reindex, { what, before, limit, at }: Purge): Steps<number> {
  switch (what) {
    case "turns": {
      const key = ["tenant_id", "conversation_id", "activity_id"];
      const turns = yield* remove(db, "turns", key, sql`at < ${before}`, limit);
      const answers = yield* remove(db, "answers", key, sql`at < ${before}`, limit);
      return Math.max(turns, answers);
    }
    case "sent":
      return yield* remove(
        db,
        "deliveries",
        ["tenant_id", "key"],
        sql`untold = 0 and created_at < ${before} and settled = 1`,
        limit,
      );
    case "intakes": {
      const files = yield* runOnce(db, sql`delete from files where ${oldLooseFiles(before, limit)}`);
      const intakes = yield* remove(db, "intakes", ["tenant_id", "id"], sql`updated_at < ${before}`, limit);
      return Math.max(files.changed, intakes);
    }
    case "people":
      return yield* purgePlaces(db, before, limit);
    case "cases":
      return yield* stripOldCases(db, search, before, limit, at);
  }
}

/** People met long ago, and chats the app was removed from, with what was posted there. */
function* purgePlaces(db: Db, before: string, limit: number): Steps<number> {
  const people = yield* remove(
    db,
    "people",
    ["tenant_id", "place", "user_id"],
    sql`at < ${before} and leads = 0`,
    limit,
  );
  const gone = sql`state = 'removed' and updated_at < ${before} and not exists (
    select 1 from deliveries where deliveries.tenant_id = conversations.tenant_id
      and deliveries.conversation_id = conversations.conversation_id and deliveries.settled = 0)`;
  yield* runOnce(
    db,
    sql`delete from posts where (tenant_id, conversation_id) in (
      select tenant_id, conversation_id from conversations where ${gone} order by updated_at limit ${limit})`,
  );
  const places = yield* remove(db, "conversations", ["tenant_id", "conversation_id"], gone, limit);
  return Math.max(people, places);
}

/** Removes at most `limit` of the rows; answers how many. */
function* remove(
  db: Db,
  table: keyof Tables,
  key: readonly string[],
  where: ReturnType<typeof sql>,
  limit: number,
): Steps<number> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const order = table === "conversations" ? sql`updated_at` : columns;
  const { changed } = yield* runOnce(
    db,
    sql`delete from ${sql.table(table)} where (${columns}) in (
      select ${columns} from ${sql.table(table)} where ${where} order by ${order} limit ${limit})`,
  );
  return changed;
}
