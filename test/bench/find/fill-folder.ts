import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { Database } from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { localTenantId } from "../../../src/local-chat/people";
import { termsVersion } from "../../../src/search/case-terms";
import { createQueries } from "../../../src/storage/queries";
import { toHistoryRow, toRecordRow } from "../../../src/storage/rows";
import { createSaveFacts, measurePlainly } from "../../../src/storage/save-facts";
import { compileSaveStatements } from "../../../src/storage/save-statements";
import type { Tables } from "../../../src/storage/schema";
import { createSearchSteps } from "../../../src/storage/search-steps";
import { openConnection } from "../../../src/storage/sqlite-connection";
import { createRunSteps } from "../../../src/storage/sqlite-run";
import { sqliteSearch } from "../../../src/storage/sqlite-search";
import { openSqliteStore } from "../../../src/storage/sqlite-store";
import { changeRows, type Steps } from "../../../src/storage/statement";
import { quantile } from "../rounds";
import { channelAt, deskOf, lastMoment, makeCase, type MadeCase, personAt } from "./make-case";

/** Raised when other cases are made: what was filled before is filled anew. */
const fillVersion = 1;
/** Raised when other moments are due. */
const duesVersion = 1;
const perCommit = 5000;

/**
 * A folder of data with so many cases in its database, in which the product can be started; what is there from an earlier
 * run is used again. `visit` starts the product once, which makes it reckon what is due by its rules.
 */
export async function fillFolder(folder: string, size: number, visit: () => Promise<void>): Promise<void> {
  const file = join(folder, "partner-support.sqlite");
  await fillFirst(folder, file, size, visit);
  const mark = join(folder, "dues");
  if (existsSync(mark) && readFileSync(mark, "utf8") === String(duesVersion)) return;
  await visit();
  quieten(file);
  keepDues(file, size);
  await tidy(file, size);
  writeFileSync(mark, String(duesVersion));
}

async function fillFirst(
  folder: string,
  file: string,
  size: number,
  visit: () => Promise<void>,
): Promise<void> {
  const mark = join(folder, "filled");
  const version = `${fillVersion} ${termsVersion}`;
  if (existsSync(mark) && readFileSync(mark, "utf8") === version) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const begun = performance.now();
  await (await openSqliteStore({ file })).close();
  fillFile(file, size);
  await keepTeams(file, size);
  await visit();
  quieten(file);
  writeFileSync(mark, version);
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(`${size} cases made in ${seconds} s, ${(statSync(file).size / 1e6).toFixed(0)} MB`);
}

/** By the statements that save cases, many to a commit. */
function fillFile(file: string, size: number): void {
  const connection = openConnection(file);
  const { database } = connection;
  const desk = deskOf(size);
  database.pragma("synchronous = OFF");
  database.pragma("cache_size = -600000");
  setHashSize(database, 32 * 2 ** 20);
  const save = createSaveCase(database);
  const run = createRunSteps(database);
  // Indexes are built faster at the end than case by case.
  const indexes = database
    .prepare<[], { name: string; sql: string }>(
      `select name, sql from sqlite_schema where type = 'index' and sql is not null
      and tbl_name in ('records', 'case_facts')`,
    )
    .all();
  for (const { name } of indexes) database.exec(`drop index ${name}`);
  for (let from = 0; from < size; from += perCommit) {
    const until = Math.min(size, from + perCommit);
    database.transaction(() => {
      for (let place = from; place < until; place += 1) run(save(makeCase(desk, place)));
    })();
  }
  for (const { sql } of indexes) database.exec(sql);
  database.prepare("insert into record_numbers (tenant_id, last) values (?, ?)").run(localTenantId, size);
  setHashSize(database, 2 ** 20);
  database.pragma("wal_checkpoint(TRUNCATE)");
  connection.close();
}

/** Nobody is to look at the cases or to be told of them while they are measured. */
function quieten(file: string): void {
  const connection = openConnection(file);
  const { database } = connection;
  database.exec("update records set next_look_at = null where next_look_at is not null");
  database.exec("delete from deliveries");
  database.pragma("wal_checkpoint(TRUNCATE)");
  connection.close();
}

/** As many cases are due as `makeCase` says, so that the lists of what is due are as full in every size. */
function keepDues(file: string, size: number): void {
  const connection = openConnection(file);
  const { database } = connection;
  const desk = deskOf(size);
  const keep = database.prepare(
    "update records set due_at = ?, due_clock = ? where tenant_id = ? and number = ? and settled = 0",
  );
  database.transaction(() => {
    database.exec("update records set due_at = null, due_clock = null where due_at is not null");
    for (let place = 0; place < size; place += 1) {
      const { record, dueAt } = makeCase(desk, place);
      if (dueAt !== null) keep.run(dueAt, "response_due", localTenantId, record.number);
    }
  })();
  database.pragma("wal_checkpoint(TRUNCATE)");
  connection.close();
}

/** As the product does it each day, and how long others wait for one step of it. */
async function tidy(file: string, size: number): Promise<void> {
  const store = await openSqliteStore({ file });
  const times: number[] = [];
  for (let isMore = true; isMore;) {
    const begun = performance.now();
    isMore = await store.tidySearch(times.length === 0 ? "begin" : "go on");
    times.push(performance.now() - begun);
  }
  await store.close();
  times.sort((one, other) => one - other);
  const [middle, longest] = [0.5, 1].map((share) => quantile(times, share).toFixed(1));
  console.log(`${size} cases: words tidied in ${times.length} steps of ${middle} ms, ${longest} ms at most`);
}

/** How much the index of words keeps in memory before it writes. */
function setHashSize(database: Database, bytes: number): void {
  database.exec(`insert into record_terms (record_terms, rank) values ('hashsize', ${bytes})`);
}

function createSaveCase(database: Database): (made: MadeCase) => Steps<void> {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  const statements = compileSaveStatements(db);
  const search = createSearchSteps(db, sqliteSearch);
  const saveFacts = createSaveFacts(db, createQueries(db, search), measurePlainly);
  return function* ({ record, history, dueAt }) {
    yield* changeRows(statements.insertRecord, toRecordRow(localTenantId, record, dueAt));
    for (const entry of history)
      yield* changeRows(statements.appendHistory, toHistoryRow(localTenantId, record, entry));
    yield* saveFacts(localTenantId, record, history);
    yield* search.put(localTenantId, record);
  };
}

/** The technician who asks belongs to the first team; all teams have their channels. */
async function keepTeams(file: string, size: number): Promise<void> {
  const store = await openSqliteStore({ file });
  const at = new Date(lastMoment).toISOString();
  const { teams } = deskOf(size);
  for (let team = 0; team < teams; team += 1) {
    await store.keepConversation(
      {
        ...{
          tenantId: localTenantId,
          conversationId: channelAt(team),
          teamId: `team-${team}`,
          kind: "channel",
        },
        ...{ serviceUrl: "http://127.0.0.1:9/", userId: null, name: `Team ${team}`, locale: null },
        ...{ timeZone: null, state: "active" },
      },
      at,
    );
    const members = [personAt(team === 0 ? 0 : team + 2).id];
    await store.keepRoster({ tenantId: localTenantId, teamId: `team-${team}`, members, at });
  }
  await store.close();
}
