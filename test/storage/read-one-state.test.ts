import { join } from "node:path";
import Database from "better-sqlite3";
import { createReadOneState, type ReadSteps } from "../../src/storage/read-one-state";
import { createRunSteps } from "../../src/storage/sqlite-run";
import type { Steps } from "../../src/storage/statement";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
let database: Database.Database;
let other: Database.Database;
let read: ReadSteps;
let asked: string[];

beforeEach(() => {
  const file = join(makeDirectory(), "numbers.db");
  asked = [];
  other = new Database(file);
  other.pragma("journal_mode = WAL");
  other.exec("create table numbers (n integer); insert into numbers values (1)");
  database = new Database(file, { verbose: (sql) => asked.push(String(sql)) });
  read = createReadOneState(database, createRunSteps(database));
  asked.length = 0;
});
afterEach(() => {
  database.close();
  other.close();
});

const first = "select count(*) as n from numbers";
const second = "select max(n) as n from numbers";

/** Asks one after the other, and lets another connection write before each but the first. */
function* ask(...statements: readonly string[]): Steps<readonly unknown[]> {
  const found: unknown[] = [];
  for (const sql of statements) {
    if (found.length > 0) other.exec("insert into numbers values (100)");
    found.push(...(yield { sql, parameters: [] }).rows);
  }
  return found;
}

test("a read of one statement is run as it is", () => {
  expect(read(() => ask(first))).toEqual([{ n: 1 }]);

  expect(asked).toEqual([first]);
});

test("a read of no statement asks nothing", () => {
  expect(read(() => ask())).toEqual([]);

  expect(asked).toEqual([]);
});

test("a read of several statements sees one state, also the first time", () => {
  expect(read(() => ask(first, second, first))).toEqual([{ n: 2 }, { n: 100 }, { n: 2 }]);
});

test("a read of several statements runs each of them once from the second time on", () => {
  read(() => ask(first, second));
  asked.length = 0;

  const found = read(() => ask(first, second));

  expect(found).toEqual([{ n: 3 }, { n: 100 }]);
  expect(asked).toEqual(["BEGIN", first, second, "COMMIT"]);
});

test("a read that fails leaves no transaction behind", () => {
  const fail = () => read(() => ask(first, "select 1 from nowhere"));
  expect(fail).toThrow("no such table");
  expect(fail).toThrow("no such table");

  expect(database.inTransaction).toBe(false);
});
