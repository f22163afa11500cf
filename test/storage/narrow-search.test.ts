import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { factTerm } from "../../src/search/fact-term";
import { askOf, createNarrowing } from "../../src/storage/narrow-search";
import type { Tables } from "../../src/storage/schema";
import { createRunSteps } from "../../src/storage/sqlite-run";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Steps } from "../../src/storage/statement";
import type { RecordFilter } from "../../src/storage/store";
import { createRecord } from "../contracts/store-samples";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
let database: Database.Database;
let handedOver = 0;

beforeAll(async () => {
  const file = join(makeDirectory(), "records.db");
  const store = await openSqliteStore({ file });
  const keep = async (count: number, domain: string, product: string) => {
    const customer = { name: domain, domain };
    for (let made = 0; made < count; made += 1)
      await createRecord(store, { record: { customer, product, title: "mail" } });
  };
  await keep(60, "some.example", "teams");
  await keep(8, "some.example", "azure-vm");
  await keep(101, "many.example", "teams");
  await store.close();
  database = new Database(file);
});
afterAll(() => {
  database.close();
});

/** The numbers a search is narrowed to, and how many rows were handed over for them. */
function narrow(filter: RecordFilter) {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  handedOver = 0;
  const left = createRunSteps(database)(counting(createNarrowing(db)("contoso", filter)));
  return { numbers: left?.map(({ number }) => number).toSorted(), handedOver };
}

function* counting<Result>(steps: Steps<Result>): Steps<Result> {
  let next = steps.next();
  while (next.done !== true) {
    const result = yield next.value;
    handedOver += result.rows.length;
    next = steps.next(result);
  }
  return next.value;
}

test("finding that none of a customer's cases fits takes one row of the database", () => {
  expect(narrow({ customerKey: "domain:some.example", product: "exchange-online" })).toEqual({
    numbers: [],
    handedOver: 1,
  });
});

test("the few cases that fit are named, and no others are handed over", () => {
  expect(narrow({ customerKey: "domain:some.example", product: "azure-vm" })).toEqual({
    numbers: [61, 62, 63, 64, 65, 66, 67, 68],
    handedOver: 9,
  });
});

test("where too many fit, or the customer has too many, a search is not narrowed, at the cost of a few rows", () => {
  expect(narrow({ customerKey: "domain:some.example", product: "teams" })).toEqual({
    numbers: undefined,
    handedOver: 10,
  });
  expect(narrow({ customerKey: "domain:many.example", product: "azure-vm" })).toEqual({
    numbers: undefined,
    handedOver: 1,
  });
});

test("a few cases are not asked for what none of them is", () => {
  const fact = (...of: Parameters<typeof factTerm>) => [{ term: factTerm(...of), isWhole: true }];
  const mail = [{ term: "mail", isWhole: false }];
  const left = [{ number: 7, product: "teams", state: "open" }];

  expect(askOf(left, [[mail, fact("product", "exchange-online"), fact("product", "teams")]])).toEqual([
    [mail, fact("product", "teams")],
  ]);
  expect(askOf(left, [[fact("number", "8")], [mail]])).toBeNull();
  expect(askOf(left, [[fact("number", "7")], [fact("state", "open")]])).toEqual([
    [fact("number", "7")],
    [fact("state", "open")],
  ]);
});
