import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type {
  Erasure,
  ErasureProof,
  OrphanedFile,
  PersonalHoldings,
  PrivacyStore,
} from "../privacy/privacy-store";
import { beginErasure, ErasureRow } from "./begin-erasure";
import type { Engine } from "./engine";
import { erasePart } from "./erase-part";
import { looseFilesOf, type RewriteTools } from "./erase-steps";
import { exportSubject } from "./export-subject";
import { rowsOnce, runOnce } from "./raw-steps";
import { forgetFiles } from "./read-files";
import type { Tables } from "./schema";
import { everyTenant, ofTenant } from "./scope";
import type { Steps } from "./statement";
import { filesToPurge, purge } from "./purge-steps";
import { filesOfCustomer, namesOfCustomer } from "./strip-steps";
import { nextStretch, walkRows } from "./walk-rows";

type Db = Kysely<Tables>;

const Name = z.object({ name: z.string().nullable() });
const Total = z.object({ total: z.coerce.number() });

/** The part of the Store port that protects people's data, of an engine and steps common to all. */
export function createPrivacyStore(engine: Engine, tools: RewriteTools): PrivacyStore {
  const { db, locks } = tools;
  return {
    beginErasure: ({ tenantId, at, ...wish }, pseudonym) =>
      engine.write(ofTenant(tenantId), () => beginErasure(db, tenantId, at, { ...wish, pseudonym })),
    namesOf: (erasure) => namesOf(engine, tools, erasure),
    filesToErase: (erasure) =>
      engine.read(ofTenant(erasure.tenantId), () => filesToErase(db, erasure), "patient"),
    forgetFiles: async (files) => {
      for (const [tenantId, own] of Map.groupBy(files, (file) => file.tenantId))
        await engine.write(ofTenant(tenantId), () => forgetFiles(db, own), "patient");
    },
    erasePart: (erasure, names) => erasePart(engine, tools, erasure, names),
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
    exportSubject: (subject, limit) => exportSubject({ engine, db, locks }, subject, limit),
    holdingsOf: (tenantId, userId) => engine.read(ofTenant(tenantId), () => holdingsOf(db, tenantId, userId)),
    filesToPurge: (what, before, limit) =>
      engine.read(everyTenant, () => filesToPurge(db, what, before, limit), "patient"),
    purge: (what, before, limit) =>
      engine.write(everyTenant, () => purge(tools, { what, before, limit }), "patient"),
  };
}

async function namesOf(
  engine: Pick<Engine, "read">,
  { db, locks }: RewriteTools,
  erasure: Erasure,
): Promise<readonly string[]> {
  const { tenantId, id } = erasure;
  const scope = ofTenant(tenantId);
  if (erasure.kind === "customer") return engine.read(scope, () => namesOfCustomer(db, erasure), "patient");
  const met = sql`select name from people where tenant_id = ${tenantId} and user_id = ${id}
    union select by_name as name from files where tenant_id = ${tenantId} and by_id = ${id}`;
  const known = await engine.read(scope, () => rowsOnce(db, Name, met), "patient");
  const written = await walkRows(erasure, engine.read, function* (after) {
    const { within, end } = yield* nextStretch({ db, locks }, { table: "history", tenantId }, after);
    const names = sql`select distinct by_name as name from history where ${within} and by_id = ${id}`;
    return { result: yield* rowsOnce(db, Name, names), end };
  });
  return [...new Set([...known, ...written.flat()].flatMap(({ name }) => name ?? []))];
}

function* filesToErase(db: Db, erasure: Erasure): Steps<readonly OrphanedFile[]> {
  return yield* erasure.kind === "person" ? looseFilesOf(db, erasure) : filesOfCustomer(db, erasure);
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
