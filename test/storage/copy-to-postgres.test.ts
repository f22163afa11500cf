import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { copyToPostgres } from "../../src/storage/copy-to-postgres";
import { openPostgresStore } from "../../src/storage/postgres-store";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import {
  createRecord,
  moment,
  readAll,
  sampleFile,
  sampleIntake,
  sampleKey,
  sampleProfile,
  sampleRoute,
} from "../contracts/store-samples";
import { describePostgres, useDatabases } from "../support/shared-postgres";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();

async function fill(store: Store): Promise<void> {
  for (let round = 0; round < 600; round += 1) {
    await createRecord(store, {
      key: { tenantId: round % 10 === 0 ? "fabrikam" : "contoso" },
      record: { title: `郵件 "${round}" \0 \\u0000` },
    });
  }
  await store.saveTurn({
    ...{
      key: sampleKey(),
      at: moment(0),
      intake: sampleIntake(),
      profile: sampleProfile(),
      files: [sampleFile()],
    },
    routes: { save: [sampleRoute()] },
    deliveries: ["b", "a"].map((key) => ({
      ...{ key, conversationId: "hall", kind: "post", body: { what: "record", record: 1 }, record: 1 },
      ...{ causedBy: null, priority: "normal" },
    })),
  });
}

describePostgres("moving from a data file to PostgreSQL", () => {
  const makeDatabase = useDatabases();
  let file: string;
  let url: string;

  beforeEach(async () => {
    file = join(makeDirectory(), "records.sqlite");
    url = await makeDatabase();
    const store = await openSqliteStore({ file });
    await fill(store);
    await store.close();
  });

  const everything = async (store: Store): Promise<unknown> => {
    const all = {
      records: await readAll(store.exportRecords()),
      turn: await store.loadTurn(sampleKey()),
      routes: await store.listRoutes("contoso"),
      files: await store.pendingFiles(9),
      claim: (await store.claimDeliveries(moment(1), 9, 1)).claimed,
    };
    await store.close();
    return all;
  };

  test("brings everything over, can be run again, and the work goes on there", async () => {
    const first = await readAll(copyToPostgres({ file, url }));
    const again = await readAll(copyToPostgres({ file, url }));

    expect(again).toEqual(first);
    expect(first).toContainEqual(
      expect.objectContaining({ tenantId: "contoso", table: "records", rows: 540 }),
    );
    const there = await everything(await openPostgresStore({ url }));
    expect(there).toEqual(await everything(await openSqliteStore({ file })));
    const store = await openPostgresStore({ url });
    expect((await createRecord(store)).number).toBe(541);
    await store.close();
  }, 60_000);

  test("brings one tenant over and leaves the others", async () => {
    await readAll(copyToPostgres({ file, url, tenantId: "fabrikam" }));

    const store = await openPostgresStore({ url });
    expect(await readAll(store.exportRecords())).toHaveLength(60);
    await store.close();
  }, 60_000);

  test("refuses when both sides have gone on, and changes nothing", async () => {
    await readAll(copyToPostgres({ file, url }));
    const store = await openPostgresStore({ url });
    await createRecord(store);
    const before = (await readAll(store.exportRecords())).length;

    await expect(readAll(copyToPostgres({ file, url }))).rejects.toThrow(
      "of tenant contoso are not those of the data file",
    );

    expect(await readAll(store.exportRecords())).toHaveLength(before);
    await store.close();
  }, 60_000);

  test("refuses a data file that a running program has open", async () => {
    const store = await openSqliteStore({ file });

    await expect(readAll(copyToPostgres({ file, url }))).rejects.toThrow("already open in a running program");

    await store.close();
  });

  test("is one command", () => {
    const command = join(__dirname, "../../dist/cli/migrate.js");
    const said = execFileSync(process.execPath, [command, "--from", `sqlite:${file}`, "--to", url], {
      encoding: "utf8",
    });

    expect(said).toMatch(/^contoso {2}records +540 rows {2}[0-9a-f]{16}$/m);
    expect(said).toMatch(/^\d+ rows are the same on both sides\./m);
  }, 60_000);
});
