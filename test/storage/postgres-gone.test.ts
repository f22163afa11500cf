import { StorageError } from "../../src/errors";
import { openPostgresStore } from "../../src/storage/postgres-store";
import type { Store } from "../../src/storage/store";
import { createRecord } from "../contracts/store-samples";
import { type PostgresServer, query, startPostgres } from "../support/postgres-server";
import { describeOwnPostgres } from "../support/shared-postgres";

describeOwnPostgres("a PostgreSQL server that goes away", () => {
  let server: PostgresServer;
  let store: Store;

  beforeEach(async () => {
    server = await startPostgres({ isDurable: true });
    await query(server.url("postgres"), "create database support");
    store = await openPostgresStore({ url: server.url("support") });
  }, 60_000);
  afterEach(async () => {
    await store.close();
    await server.remove();
  }, 60_000);

  test("fails every call with what to do, and is used again as soon as it is back", async () => {
    await createRecord(store);
    await server.end("SIGQUIT");

    await expect(createRecord(store)).rejects.toThrow(StorageError);
    await expect(store.findRecord("contoso", 1)).rejects.toThrow(
      /^the database support on 127\.0\.0\.1:\d+ cannot be read \(ECONNREFUSED\): it does not answer/,
    );
    await server.start();
    expect((await createRecord(store)).number).toBe(2);
  }, 60_000);

  test("is not noticed when it was only restarted between two calls", async () => {
    await Promise.all(Array.from({ length: 8 }, () => createRecord(store)));

    await server.end("SIGINT");
    await server.start();

    expect((await createRecord(store)).number).toBe(9);
  }, 60_000);
});
