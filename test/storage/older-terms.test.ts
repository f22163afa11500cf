import { randomUUID } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { loadCatalogue } from "../../src/catalogue/catalogue";
import { eraseSubject } from "../../src/privacy/erase-subject";
import { factTerm } from "../../src/search/fact-term";
import { createSearchReader } from "../../src/search/read-search";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import { createRecord, moment, sampleEntry, sampleKey } from "../contracts/store-samples";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
const read = createSearchReader(loadCatalogue());
const fabrikam = { name: "Fabrikam", domain: "fabrikam.example" };

/** The block a case is given today, and the larger ones an older version gave it, too. */
const blockOf = (size: number, place: number) => factTerm("block", `${size}:${Math.floor(place / size)}`);
const smallest = 2 ** 12;
const larger = [2 ** 15, 2 ** 18, 2 ** 21, 2 ** 32];

/** The terms of each place in the index of a data file. */
function readTerms(database: Database.Database): ReadonlyMap<number, readonly string[]> {
  database.exec("create virtual table temp.words using fts5vocab (main, record_terms, instance)");
  const rows = database.prepare<[], { doc: number; term: string }>("select doc, term from words").all();
  const byPlace = Map.groupBy(rows, ({ doc }) => doc);
  return new Map([...byPlace].map(([place, of]) => [place, of.map(({ term }) => term)]));
}

/** Writes each case into the index anew, with all the terms the older version wrote. */
function indexAsBefore(file: string): void {
  const database = new Database(file);
  const terms = readTerms(database);
  database.exec("insert into record_terms (record_terms) values ('delete-all')");
  const add = database.prepare("insert into record_terms (rowid, terms) values (?, ?)");
  for (const [place, some] of terms)
    add.run(BigInt(place), [...some, ...larger.map((size) => blockOf(size, place))].join(" "));
  database.close();
}

/** For each case the place, its words of those given and the sizes of its blocks, from an index that is in order. */
function examine(file: string, words: readonly string[]) {
  const database = new Database(file);
  database.exec("insert into record_terms (record_terms) values ('integrity-check')");
  const terms = readTerms(database);
  const places = database
    .prepare<[], { tenant_id: string; number: number; place: number }>("select * from record_places")
    .all();
  database.close();
  expect([...terms.keys()].sort()).toEqual(places.map(({ place }) => place).sort());
  return Object.fromEntries(
    places.map(({ tenant_id, number, place }) => {
      const own = terms.get(place) ?? [];
      const blocks = [smallest, ...larger].filter((size) => own.includes(blockOf(size, place)));
      return [`${tenant_id} ${number}`, { words: words.filter((word) => own.includes(word)), blocks }];
    }),
  );
}

async function tidy(store: Store): Promise<void> {
  let isMore = await store.tidySearch("begin");
  while (isMore) isMore = await store.tidySearch("go on");
}

test("cases an older version gave more blocks are found, changed and erased as all others are", async () => {
  const file = join(makeDirectory(), "records.db");
  const before = await openSqliteStore({ file });
  const keep = (store: Store, title: string, tenantId = "contoso") =>
    createRecord(store, { record: { title, customer: fabrikam }, key: { tenantId } });
  await keep(before, "zebra mail");
  const changed = await keep(before, "zebra calls");
  await keep(before, "zebra mail", "northwind");
  await keep(before, "zebra calls", "northwind");
  await before.close();
  indexAsBefore(file);
  const store = await openSqliteStore({ file });
  const find = async (text: string, tenantId = "contoso") => {
    const query = { tenantId, filter: {}, readableBy: null, after: null, limit: 9 };
    const page = await store.searchRecords({ ...query, search: read(text) ?? { parts: [] } });
    return page.records.map(({ number }) => number);
  };

  expect([await find("zebra"), await find("zeb mai"), await find("zebra calls")]).toEqual([[2, 1], [1], [2]]);
  await store.saveTurn({
    key: sampleKey(),
    at: moment(1),
    updateRecord: { ...changed, revision: 2, title: "quartz calls", updatedAt: moment(1) },
    history: [sampleEntry({ field: "title" })],
  });
  await keep(store, "zebra quartz");
  const wish = { tenantId: "northwind", kind: "customer", id: "Fabrikam", by: "bo" } as const;
  const removeFile = () => Promise.resolve();
  await eraseSubject(wish, { store, removeFile, now: () => moment(2), newId: randomUUID });

  const expectAll = async () => {
    expect([await find("zebra"), await find("quartz"), await find("zebra calls")]).toEqual([
      [3, 1],
      [3, 2],
      [],
    ]);
    expect([await find("qua cal"), await find("fabrikam mail")]).toEqual([[2], [1]]);
    expect([await find("zebra", "northwind"), await find("fabrikam", "northwind")]).toEqual([[], []]);
    expect(await find("erased open", "northwind")).toEqual([2, 1]);
  };
  await expectAll();
  await tidy(store);
  await expectAll();
  await store.close();
  const words = ["zebra", "quartz", "mail", "calls", "fabrikam"];
  expect(examine(file, words)).toEqual({
    "contoso 1": { words: ["zebra", "mail", "fabrikam"], blocks: [smallest, ...larger] },
    "contoso 2": { words: ["quartz", "calls", "fabrikam"], blocks: [smallest] },
    "contoso 3": { words: ["zebra", "quartz", "fabrikam"], blocks: [smallest] },
    "northwind 1": { words: [], blocks: [smallest] },
    "northwind 2": { words: [], blocks: [smallest] },
  });
});
