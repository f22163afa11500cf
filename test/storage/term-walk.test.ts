import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { Kysely, SqliteDialect } from "kysely";
import { loadCatalogue } from "../../src/catalogue/catalogue";
import { factTerm } from "../../src/search/fact-term";
import { createSearchReader } from "../../src/search/read-search";
import type { CaseRecord } from "../../src/records/record";
import type { Tables } from "../../src/storage/schema";
import { createSearchSteps } from "../../src/storage/search-steps";
import { blockAt } from "../../src/storage/place-blocks";
import { createSqliteIndex, sqliteSearch } from "../../src/storage/sqlite-search";
import { createRunSteps } from "../../src/storage/sqlite-run";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { SearchedRecords, SearchQuery } from "../../src/storage/store";
import { compileWalk } from "../../src/storage/walk-statements";
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
/** Every statement that was run, with its values. */
const said: string[] = [];
let db: Kysely<Tables>;

/** Places between two cases of a tenant, as if others had been changed in between; blocks have four times as many. */
const gap = 1021;

beforeAll(async () => {
  const file = join(makeDirectory(), "records.db");
  const store = await openSqliteStore({ file });
  const saved: (readonly [string, CaseRecord])[] = [];
  for (const { words: said, state, isOurs } of all) {
    const record = { title: said.join(" "), state };
    const tenantId = isOurs ? "contoso" : "fabrikam";
    saved.push([tenantId, await createRecord(store, { record, key: { tenantId } })]);
  }
  await store.close();
  database = new Database(file, { verbose: (sql) => said.push(String(sql)) });
  db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  spread(saved);
});
afterAll(() => {
  database.close();
});

/** Indexes the cases anew with room between them. */
function spread(saved: readonly (readonly [string, CaseRecord])[]): void {
  const run = createRunSteps(database);
  const search = createSearchSteps(db, sqliteSearch);
  const place = database.prepare<[string, number], number>(
    "select place from record_places where tenant_id = ? and number = ?",
  );
  const take = database.prepare("insert into record_places (place, tenant_id, number) values (?, ?, ?)");
  const index = database.prepare("insert into record_terms (rowid, terms) values (?, ?)");
  run(createSqliteIndex(db).clear());
  for (const [tenantId, record] of saved) {
    run(search.put(tenantId, record));
    const next = (place.pluck().get(tenantId, record.number) ?? 0) + gap;
    // What lies there is another case of the tenant, which no words are known of.
    take.run(BigInt(next), tenantId, -record.number);
    index.run(BigInt(next), blockAt(next).term);
  }
}

test("a search that looks at few cases for each page finds, page by page, what one reading all would find", () => {
  const bounds = {
    ...{ few: 4, mostOfRarest: 1, mostOfAll: 1 },
    ...{ mostLooks: 2, mostCounted: 2 },
  };
  const steps = createSearchSteps(db, {
    ...sqliteSearch,
    createIndex: (of) => createSqliteIndex(of, bounds),
  });
  const run = createRunSteps(database);
  const casesOf = (tenantId: string) =>
    all
      .filter(({ isOurs }) => isOurs === (tenantId === "contoso"))
      .map((one, place) => ({ ...one, number: place + 1 }));
  let short = 0;
  said.length = 0;

  fc.assert(
    fc.property(
      fc.record({
        tenantId: fc.constantFrom("contoso", "fabrikam"),
        wanted: fc.subarray([...words], { minLength: 1 }),
        state: fc.option(fc.constantFrom(...states)),
        limit: fc.integer({ min: 1, max: 5 }),
      }),
      ({ tenantId, wanted, state, limit }) => {
        const found: number[] = [];
        let after: string | null = null;
        for (let pages = 0; pages === 0 || after !== null; pages += 1) {
          expect(pages).toBeLessThan(100);
          const search = read(wanted.join(" ")) ?? { parts: [] };
          const filter = state === null ? {} : { state };
          const query: SearchQuery = { tenantId, search, filter, readableBy: null, after, limit };
          const page: SearchedRecords = run(steps.find(query));
          if (page.records.length < limit && page.next !== null) short += 1;
          found.push(...page.records.map(({ number }) => number));
          after = page.next;
        }
        const expected = casesOf(tenantId).filter(
          (one) =>
            wanted.every((word) => one.words.includes(word)) && (state === null || one.state === state),
        );
        expect(found).toEqual(expected.map(({ number }) => number).toReversed());
      },
    ),
    { numRuns: 120 },
  );

  expect(short).toBeGreaterThan(40);
  // Pages end between blocks, and an index that has no such block crosses its lists to their ends.
  const blocks = blocksAsked();
  expect(blocks.length).toBeGreaterThan(10);
  expect(termsNow()).toEqual(expect.arrayContaining(blocks));
});

/** The facts that were asked for beside those of the searches. */
function blocksAsked(): readonly string[] {
  const facts = said.flatMap((sql) => sql.match(/(?<=")[\u{f0000}-\u{fffff}].(?=")/gu) ?? []);
  const ofWords = words.flatMap(
    (word) =>
      read(word)
        ?.parts.flat(2)
        .map(({ term }) => term) ?? [],
  );
  const ofStates = states.map((state) => factTerm("state", state));
  return [...new Set(facts)].filter((term) => ![...ofWords, ...ofStates].includes(term));
}

function termsNow(): readonly string[] {
  database.exec("create virtual table temp.words using fts5vocab (main, record_terms, row)");
  return database.prepare<[], string>("select term from words").pluck().all();
}

test("no statement of a search reads all records or sorts what it has found", () => {
  const values = { match: "zebra", from: 0, to: 9, limit: 5 };
  for (const statement of Object.values(compileWalk(db))) {
    const plan = JSON.stringify(
      database.prepare(`explain query plan ${statement.sql}`).all(...statement.bind(values)),
    );
    expect(plan).not.toMatch(/SCAN (?:r|p|records|record_places)\b|TEMP B-TREE/);
  }
});
