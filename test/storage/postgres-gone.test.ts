import { StorageError } from "../../src/errors";
import { openPostgresStore } from "../../src/storage/postgres-store";
import type { Store } from "../../src/storage/store";
import { createRecord, readAll } from "../contracts/store-samples";
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

  test("fails every call with what to do, and is used again as soon as it is back, with all it had confirmed", async () => {
    const confirmed: number[] = [];
    const writing = Array.from({ length: 4 }, async () => {
      for (;;) confirmed.push((await createRecord(store)).number);
    });
    const ended = Promise.allSettled(writing);
    await new Promise((resolve) => setTimeout(resolve, 500));

    await server.end("SIGQUIT");

    const failures = (await ended).map(
      (one) => one.status === "rejected" && one.reason instanceof StorageError,
    );
    expect(failures).toEqual([true, true, true, true]);
    await expect(store.findRecord("contoso", 1)).rejects.toThrow(
      /^the database support on 127\.0\.0\.1:\d+ cannot be read \(ECONNREFUSED\): it does not answer/,
    );
    await server.start();
    const next = await createRecord(store);

    const stored = (await readAll(store.exportRecords())).map(({ record }) => record.number);
    expect(stored).toEqual(Array.from({ length: next.number }, (_, place) => place + 1));
    expect(stored).toEqual(expect.arrayContaining(confirmed));
    expect(confirmed.length).toBeGreaterThan(0);
  }, 60_000);

  test("is not noticed when it was only restarted between two calls", async () => {
    await Promise.all(Array.from({ length: 8 }, () => createRecord(store)));

    await server.end("SIGINT");
    await server.start();

    expect((await createRecord(store)).number).toBe(9);
  }, 60_000);
});
