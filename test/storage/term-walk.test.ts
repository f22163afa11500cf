import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { Kysely, SqliteDialect } from "kysely";
import { loadCatalogue } from "../../src/catalogue/catalogue";
import { createSearchReader } from "../../src/search/read-search";
import type { Tables } from "../../src/storage/schema";
import { createSearchSteps } from "../../src/storage/search-steps";
import { createSqliteIndex, sqliteSearch } from "../../src/storage/sqlite-search";
import { createRunSteps } from "../../src/storage/sqlite-run";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { SearchedRecords, SearchQuery } from "../../src/storage/store";
import { compileWalk } from "../../src/storage/term-walk";
import { createRecord } from "../contracts/store-samples";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
const read = createSearchReader(loadCatalogue());
const words = ["zebra", "quartz", "authenticationtimeout", "郵件延遲", "客戶"] as const;
const states = ["open", "closed"] as const;

const made = fc.record({
  words: fc.subarray([...words]),
  state: fc.constantFrom(...states),
  isOurs: fc.boolean(),
});
const all = fc.sample(made, { numRuns: 80, seed: 5 });

let database: Database.Database;
let db: Kysely<Tables>;

beforeAll(async () => {
  const file = join(makeDirectory(), "records.db");
  const store = await openSqliteStore({ file });
  for (const { words: said, state, isOurs } of all) {
    const record = { title: said.join(" "), state };
    await createRecord(store, { record, key: { tenantId: isOurs ? "contoso" : "fabrikam" } });
  }
  await store.close();
  database = new Database(file, { readonly: true });
  db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
});
afterAll(() => {
  database.close();
});

test("a search that looks at few cases for each page finds, page by page, what one reading all would find", () => {
  const bounds = { window: 3, mostWindows: 2, mostOfRarest: 2, mostInAll: 3, mostCounted: 2 };
  const steps = createSearchSteps(db, {
    ...sqliteSearch,
    createIndex: (of) => createSqliteIndex(of, bounds),
  });
  const run = createRunSteps(database);
  const ours = all.filter(({ isOurs }) => isOurs).map((one, place) => ({ ...one, number: place + 1 }));
  let short = 0;

  fc.assert(
    fc.property(
      fc.record({
        wanted: fc.subarray([...words], { minLength: 1 }),
        state: fc.option(fc.constantFrom(...states)),
        limit: fc.integer({ min: 1, max: 5 }),
      }),
      ({ wanted, state, limit }) => {
        const found: number[] = [];
        let after: string | null = null;
        for (let pages = 0; pages === 0 || after !== null; pages += 1) {
          expect(pages).toBeLessThan(100);
          const search = read(wanted.join(" ")) ?? { parts: [] };
          const filter = state === null ? {} : { state };
          const query: SearchQuery = { tenantId: "contoso", search, filter, readableBy: null, after, limit };
          const page: SearchedRecords = run(steps.find(query));
          if (page.records.length < limit && page.next !== null) short += 1;
          found.push(...page.records.map(({ number }) => number));
          after = page.next;
        }
        const expected = ours.filter(
          (one) =>
            wanted.every((word) => one.words.includes(word)) && (state === null || one.state === state),
        );
        expect(found).toEqual(expected.map(({ number }) => number).toReversed());
      },
    ),
    { numRuns: 300 },
  );

  expect(short).toBeGreaterThan(100);
});

test("no statement of a search reads all records or sorts what it has found", () => {
  const values = { match: "zebra", from: 0, to: 9, limit: 5 };
  for (const statement of Object.values(compileWalk(db))) {
    const plan = JSON.stringify(
      database.prepare(`explain query plan ${statement.sql}`).all(...statement.bind(values)),
    );
    expect(plan).not.toMatch(/SCAN (?:r|p|records|record_places)\b|TEMP B-TREE/);
  }
});
