import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import type { Tables } from "../../src/storage/schema";
import { createSqliteIndex, sqliteSearch } from "../../src/storage/sqlite-search";
import { createRunSteps } from "../../src/storage/sqlite-run";
import type { TermIndex } from "../../src/storage/term-index";

const database = new Database(":memory:");
const run = createRunSteps(database);
let index: TermIndex;
let saved = 0;

beforeAll(async () => {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  await sqliteSearch.createTables(new Kysely<unknown>({ dialect: new SqliteDialect({ database }) }));
  index = createSqliteIndex(db);
});
afterAll(() => {
  database.close();
});

function save(count: number): void {
  for (let more = 0; more < count; more += 1) {
    saved += 1;
    const terms = Array.from({ length: 30 }, (_, place) => `w${(saved * 7919 * (place + 1)) % 5000}`);
    const entry = { tenantId: "contoso", number: saved, updatedAt: "", keepsPlace: false };
    run(index.replace({ ...entry, terms: [...new Set(terms)] }));
  }
}

function tidy(): void {
  let isMore = run(index.tidy("begin"));
  while (isMore) isMore = run(index.tidy("go on"));
}

function partsNow(): readonly number[] {
  return database.prepare<[], number>("select distinct segid from record_terms_idx").pluck().all();
}

test("all parts of an index become one, which is left as it is while little is added", () => {
  save(3000);
  expect(partsNow().length).toBeGreaterThan(5);
  tidy();
  const [whole, ...none] = partsNow();
  expect(none).toEqual([]);

  save(12);
  expect(partsNow().length).toBeGreaterThan(5);
  tidy();

  expect(partsNow()).toContain(whole);
  expect(partsNow().length).toBeLessThan(5);

  save(600);
  tidy();

  expect(partsNow()).not.toContain(whole);
  expect(partsNow()).toHaveLength(1);
});

test("there is nothing to do in an index that is empty or whole", () => {
  tidy();
  expect(run(index.tidy("begin"))).toBe(false);
  run(index.clear());
  expect(run(index.tidy("begin"))).toBe(false);
});
