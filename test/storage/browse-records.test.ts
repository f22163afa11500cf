import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { Kysely, SqliteDialect } from "kysely";
import { listParts } from "../../src/storage/browse-plan";
import { createBrowse } from "../../src/storage/browse-records";
import { createBrowseStatements } from "../../src/storage/browse-statements";
import { type CaseQuery, caseSorts } from "../../src/storage/case-filter";
import { compileCaseStatements } from "../../src/storage/case-statements";
import type { Tables } from "../../src/storage/schema";
import { createRunSteps } from "../../src/storage/sqlite-run";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { readPages } from "../contracts/browse-contract";
import { caseQuery, datedRecord, keepAll, listInMemory } from "../contracts/browse-model";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
const all = fc.sample(datedRecord, { numRuns: 60, seed: 11 });

let database: Database.Database;
let db: Kysely<Tables>;

beforeAll(async () => {
  const file = join(makeDirectory(), "records.db");
  const store = await openSqliteStore({ file });
  await keepAll(store, all);
  await store.close();
  database = new Database(file, { readonly: true });
  db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
});
afterAll(() => {
  database.close();
});

test("lists that are sifted a few records at a time miss nothing and repeat nothing", async () => {
  const browse = createBrowse(db, {
    few: 3,
    window: 4,
    glance: 2,
    recordWindow: 3,
    windows: 1,
    mostWindows: 3,
  });
  const run = createRunSteps(database);
  let short = 0;
  const ask = (query: CaseQuery) => {
    const page = run(browse(query));
    if (page.records.length < query.limit && page.next !== null) short += 1;
    return Promise.resolve(page);
  };

  await fc.assert(
    fc.asyncProperty(caseQuery, async (query) => {
      expect(await readPages(ask, query)).toEqual(listInMemory(all, query));
    }),
    { numRuns: 500 },
  );

  expect(short).toBeGreaterThan(100);
});

/** How the engine would go about it. */
function explain(statement: { readonly sql: string; bind(values: object): readonly unknown[] }): string {
  const values = new Proxy({}, { get: () => 1 });
  const rows = database.prepare(`explain query plan ${statement.sql}`).all(...statement.bind(values));
  return JSON.stringify(rows);
}

describe("the engine walks an index and sorts nothing but what was sifted", () => {
  const severity = { kind: "is", column: "severity", value: "A" } as const;
  const states = { kind: "in", column: "state", values: ["open", "escalated"] } as const;
  const statements = () => createBrowseStatements(db);

  test.each(caseSorts.flatMap((sort) => (["asc", "desc"] as const).map((order) => [sort, order] as const)))(
    "sorted by %s, %s",
    (sort, order) => {
      for (const { line } of listParts(sort, order)) {
        for (const isContinued of [false, true]) {
          const span = { kind: "span", column: "due_at", from: "", until: "9999" } as const;
          const driver = line.key === "due_at" ? span : null;
          const look = { driver, others: [], line, isContinued };
          expect(explain(statements().find(look))).not.toMatch(/SCAN|TEMP B-TREE/);
          expect(explain(statements().edge(look))).not.toMatch(/SCAN|TEMP B-TREE/);
          const wanted = { ...look, others: [severity, states] };
          const sifted = explain(
            line.key === "due_at" ? statements().sift(wanted) : statements().pick(wanted),
          );
          // From the one place to the other, and no further.
          const key = line.key === "number" ? "number" : "updated_at";
          if (line.key !== "due_at")
            expect(sifted).toMatch(isContinued ? `${key}>? AND ${key}<?)` : /[rt][<>]\?\)/);
          // An index tells what fits, without a record; each record of it is looked up by its key.
          expect(sifted).toMatch(/SEARCH records USING COVERING INDEX records_by_/);
          expect(sifted).toMatch(/records_key|sqlite_autoindex_records_1/);
          expect(sifted.replaceAll(/SCAN (?:seen|fitting)/g, "")).not.toMatch(/SCAN/);
        }
      }
    },
  );

  test.each([
    "customer_key",
    "owner_id",
    "requester_id",
    "channel_id",
    "product",
    "severity",
    "state",
  ] as const)("narrowed by %s", (column) => {
    const driver = { kind: "is", column, value: "x" } as const;
    const line = { key: "updated_at", isRising: false } as const;
    for (const isContinued of [false, true])
      expect(explain(statements().find({ driver, others: [], line, isContinued }))).not.toMatch(/SCAN|TEMP/);
    expect(explain(statements().beyond(driver))).toMatch(/COVERING INDEX/);
    const few = { driver, others: [states], line, isContinued: true };
    expect(explain(statements().sort(few))).toMatch(
      new RegExp(`COVERING INDEX records_by_${column} .*${column}=\\?`),
    );
  });

  test("narrowed by what is due, in the order of changes", () => {
    const driver = { kind: "some", column: "due_at" } as const;
    const due = { kind: "span", column: "due_at", from: "", until: "9999" } as const;
    const line = { key: "updated_at", isRising: false } as const;
    const look = { driver, others: [due, states], line, isContinued: true };
    expect(explain(statements().edge(look))).toMatch(/COVERING INDEX records_due_by_update /);
    expect(explain(statements().pick(look))).toMatch(
      "COVERING INDEX records_due_by_update (tenant_id=? AND updated_at>? AND updated_at<?)",
    );
  });

  test("for what is due of a page, and for a product's unfinished cases", () => {
    const { readDues, recentOfProduct } = compileCaseStatements(db);
    expect(explain(readDues)).toMatch(/SEARCH records USING INDEX \S+ \(tenant_id=\? AND number=\?\)/);
    const similar = explain(recentOfProduct);
    expect(similar).toMatch(
      /records_unfinished_of_product \(tenant_id=\? AND product=\? AND created_at>\?\)/,
    );
    expect(similar).not.toMatch(/SCAN|TEMP/);
  });
});
