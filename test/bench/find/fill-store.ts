import { Kysely, SqliteDialect } from "kysely";
import { loadCatalogue } from "../../../src/catalogue/catalogue";
import type { CaseRecord } from "../../../src/records/record";
import { toHistoryRow, toRecordRow } from "../../../src/storage/rows";
import { compileSaveStatements } from "../../../src/storage/save-statements";
import type { Tables } from "../../../src/storage/schema";
import { createSearchSteps } from "../../../src/storage/search-steps";
import { openConnection } from "../../../src/storage/sqlite-connection";
import { createRunSteps } from "../../../src/storage/sqlite-run";
import { sqliteSearch } from "../../../src/storage/sqlite-search";
import { openSqliteStore } from "../../../src/storage/sqlite-store";
import { changeRows, type Steps } from "../../../src/storage/statement";
import { recordStates, severities } from "../../../src/vocabulary";
import { sampleEntry, sampleRecord } from "../../contracts/store-samples";

export const tenantId = "contoso";
const perCommit = 5000;
const secondsApart = 20;

const products = loadCatalogue().products.map(({ id }) => id);
const outcomes = ["resolve", "escalate_to_microsoft", "own_plan_needed", "not_covered"] as const;
const titles = [
  "Mail of one customer is late",
  "客戶的郵件延遲，重新登入也一樣",
  "Sign-in fails after the password was changed",
  "Teams calls drop after ten minutes",
  "无法登录门户，提示权限不足",
  "The invoice shows a licence nobody bought",
  "Virtual machine does not start in West Europe",
] as const;

/** Cases as a desk has them: customers and people grow with the desk, products, states and words do not. */
function caseOf(place: number, size: number): CaseRecord {
  const base = sampleRecord();
  const at = momentOf(place);
  const severity = severities[place % 3] ?? null;
  const customers = Math.max(1, Math.floor(size / 50));
  const people = Math.max(1, Math.floor(size / 200));
  // A word of one case in a thousand, in every size alike; the numbers are spread by a prime.
  const rare = place % 1000 === 7 ? " after the quasar rollout" : "";
  return {
    ...base,
    number: place + 1,
    title: `${titles[(place * 7919) % titles.length] ?? ""}${rare}`,
    state: recordStates[(place * 31) % recordStates.length] ?? "open",
    product: products[(place * 13) % products.length] ?? "",
    customer: {
      name: `Customer ${(place * 7919) % customers}`,
      domain: `customer${(place * 7919) % customers}.example`,
    },
    requester: { id: `person-${(place * 104729) % people}`, name: "Ada" },
    verdict: { ...base.verdict, severity, outcome: outcomes[(place * 13) % outcomes.length] ?? "resolve" },
    createdAt: at,
    updatedAt: at,
  };
}

export function momentOf(place: number): string {
  return new Date(Date.UTC(2020, 0, 1) + place * secondsApart * 1000).toISOString();
}

export interface Filling {
  readonly tenant?: string;
  /** What is to be another than the usual about a case. */
  readonly change?: (record: CaseRecord) => CaseRecord;
}

/** Makes a data file of so many cases, by the statements that save them, many to a commit. */
export async function fillStore(
  file: string,
  size: number,
  { tenant = tenantId, change = (record) => record }: Filling = {},
): Promise<void> {
  await (await openSqliteStore({ file })).close();
  const connection = openConnection(file);
  const { database } = connection;
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  const statements = compileSaveStatements(db);
  const search = createSearchSteps(db, sqliteSearch);
  const run = createRunSteps(database);
  const entry = sampleEntry();

  function* saveCase(record: CaseRecord): Steps<void> {
    yield* changeRows(statements.insertRecord, toRecordRow(tenant, record));
    yield* changeRows(statements.appendHistory, toHistoryRow(tenant, record, entry));
    yield* search.put(tenant, record);
  }

  database.pragma("synchronous = OFF");
  database.pragma("cache_size = -600000");
  // Indexes are built faster at the end than case by case.
  const indexes = database
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_schema where type = 'index' and tbl_name = 'records' and sql is not null",
    )
    .all();
  for (const { name } of indexes) database.exec(`drop index ${name}`);
  for (let from = 0; from < size; from += perCommit) {
    const until = Math.min(size, from + perCommit);
    database.transaction(() => {
      for (let place = from; place < until; place += 1) run(saveCase(change(caseOf(place, size))));
    })();
  }
  for (const { sql } of indexes) database.exec(sql);
  database.prepare("insert into record_numbers (tenant_id, last) values (?, ?)").run(tenant, size);
  database.pragma("wal_checkpoint(TRUNCATE)");
  connection.close();
}
