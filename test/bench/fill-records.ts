import { join } from "node:path";
import Database from "better-sqlite3";
import { toRecordRow } from "../../src/storage/rows";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { recordStates, severities } from "../../src/vocabulary";
import { sampleRecord } from "../contracts/store-samples";

/** The tenant whose people the bench plays. */
const tenantId = "bench";
const perCommit = 10_000;

/** Puts so many records into the product's data file, past the turns that would take an hour. */
export async function fillRecords(dataDir: string, size: number): Promise<void> {
  const file = join(dataDir, "partner-support.sqlite");
  await (await openSqliteStore({ file })).close();
  const database = new Database(file);
  database.pragma("synchronous = OFF");
  const columns = Object.keys(rowOf(1));
  const insert = database.prepare(
    `insert into records (${columns.join(", ")}) values (${columns.map((name) => `@${name}`).join(", ")})`,
  );
  const fill = database.transaction((from: number, to: number) => {
    for (let number = from; number <= to; number += 1) insert.run(rowOf(number));
  });
  for (let from = 1; from <= size; from += perCommit) fill(from, Math.min(size, from + perCommit - 1));
  database.prepare("insert into record_numbers (tenant_id, last) values (?, ?)").run(tenantId, size);
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
}

function rowOf(number: number) {
  const at = new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString();
  const base = sampleRecord();
  return toRecordRow(tenantId, {
    ...base,
    number,
    // Settled, so that no reminder is to come: what is measured is the turn, not the night's other work.
    state: recordStates.at(number % 2 === 0 ? -1 : -2) ?? "closed",
    product: `product-${number % 68}`,
    customer: { name: `Customer ${number % 2000}`, domain: `customer${number % 2000}.example` },
    requester: { id: `person-${number % 5000}`, name: "Ada" },
    verdict: { ...base.verdict, severity: severities[number % 3] ?? null },
    createdAt: at,
    updatedAt: at,
  });
}
