import { join } from "node:path";
import Database from "better-sqlite3";
import { loadCatalogue } from "../../src/catalogue/catalogue";
import { createSearchReader } from "../../src/search/read-search";
import { openPostgresStore } from "../../src/storage/postgres-store";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import { describeSearchContract } from "../contracts/search-contract";
import { createRecord, moment } from "../contracts/store-samples";
import { describePostgres, useDatabases } from "../support/shared-postgres";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
const makeDatabase = useDatabases();

describeSearchContract("the SQLite store in a file", async () => {
  const file = join(makeDirectory(), "records.db");
  const store = await openSqliteStore({ file });
  const reopen = async () => {
    await store.close();
    return openSqliteStore({ file });
  };
  return { store, reopen };
});

describePostgres("PostgreSQL", () => {
  describeSearchContract("the PostgreSQL store", async () => ({
    store: await openPostgresStore({ url: await makeDatabase(), limits: { connect: 20_000 } }),
  }));
});

describe("cases saved before there was a search, or by other terms", () => {
  const found = async (store: Store, text: string) => {
    const search = createSearchReader(loadCatalogue())(text) ?? { parts: [] };
    const query = { tenantId: "contoso", search, filter: {}, readableBy: null, after: null, limit: 10 };
    return (await store.searchRecords(query)).records.map(({ number }) => number);
  };

  test("are indexed when the store is opened, the last changed first", async () => {
    const file = join(makeDirectory(), "records.db");
    const before = await openSqliteStore({ file });
    await createRecord(before, { record: { title: "old mail", updatedAt: moment(2) } });
    await createRecord(before, { record: { title: "older mail", updatedAt: moment(1) } });
    await before.close();
    const database = new Database(file);
    database.exec("delete from search_version; delete from record_places; delete from tenant_places");
    database.exec("insert into record_terms (record_terms) values ('delete-all')");
    database.close();

    const store = await openSqliteStore({ file });

    expect(await found(store, "mail")).toEqual([1, 2]);
    await createRecord(store, { record: { title: "new mail" } });
    expect(await found(store, "mail")).toEqual([3, 1, 2]);
    await store.close();
  });
});
