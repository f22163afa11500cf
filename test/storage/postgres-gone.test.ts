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

  test("that is silent is waited for briefly, except by what is long by its nature", async () => {
    // Whoever is not told by the short limit runs into that of the test.
    const limits = { connect: 500, answer: 120_000, quickAnswer: 500 };
    const quick = await openPostgresStore({ url: server.url("support"), limits });
    await createRecord(quick);
    await Promise.all([quick.findRecord("contoso", 1), quick.findRecord("contoso", 1)]);
    server.freeze();

    const exported = quick.exportRecords()[Symbol.asyncIterator]().next();
    const asked = [quick.findRecord("contoso", 1), quick.listRoutes("contoso"), createRecord(quick)];
    const answers = await Promise.allSettled(asked);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    server.thaw();
    expect((await exported).value).toMatchObject({ tenantId: "contoso" });
    await quick.close();
  }, 60_000);
});
