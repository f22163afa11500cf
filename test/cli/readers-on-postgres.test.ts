import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { openPostgresStore } from "../../src/storage/postgres-store";
import { createRecord, moment, sampleKey } from "../contracts/store-samples";
import { requireBuild } from "../support/require-build";
import { describePostgres, useDatabases } from "../support/shared-postgres";
import { useTemporaryDirectories } from "../storage/temporary-directory";

const Line = z.looseObject({ msg: z.string(), time: z.string() });

describePostgres("the commands that read, on PostgreSQL", () => {
  const makeDatabase = useDatabases();
  const makeDirectory = useTemporaryDirectories();
  let environment: Readonly<Record<string, string | undefined>>;

  beforeEach(async () => {
    requireBuild();
    const url = await makeDatabase();
    environment = { ...process.env, DATABASE_URL: url, DATA_DIR: makeDirectory(), LOG_LEVEL: "info" };
    const store = await openPostgresStore({ url, limits: { connect: 20_000 } });
    await createRecord(store, { record: { title: "Mail of Ada is late" } });
    await createRecord(store, { record: { title: "Mail of Bo is late" } });
    await createRecord(store, { key: { tenantId: "fabrikam" } });
    await store.saveTurn({
      key: sampleKey(),
      at: moment(0),
      deliveries: [
        {
          ...{
            key: "one",
            conversationId: "hall",
            kind: "post",
            body: { what: "record", record: 1 },
            record: 1,
          },
          ...{ causedBy: null, priority: "normal" },
        },
      ],
    });
    await store.close();
  });

  function run(command: string, ...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(__dirname, "../../dist/cli", `${command}.js`), ...args],
      { env: environment, encoding: "utf8" },
    );
    return { status, out: stdout, err: stderr };
  }

  test("export writes every tenant's records, and notes who took out how many of which, without a word of them", () => {
    const { status, out, err } = run("export");

    expect(status).toBe(0);
    expect(z.array(z.object({ tenantId: z.string() })).parse(JSON.parse(out))).toEqual([
      { tenantId: "contoso" },
      { tenantId: "contoso" },
      { tenantId: "fabrikam" },
    ]);
    const lines = err
      .trim()
      .split("\n")
      .map((line) => Line.parse(JSON.parse(line)));
    const account = process.getuid?.() ?? null;
    expect(lines).toMatchObject([
      { msg: "records were exported", tenantId: "contoso", records: 2, account },
      { msg: "records were exported", tenantId: "fabrikam", records: 1, account },
    ]);
    expect(Date.parse(lines[0]?.time ?? "")).not.toBeNaN();
    expect(err).not.toContain("Mail of");
  });

  test("hand-over writes one case, deliveries lists what has not arrived, erase the proofs", () => {
    const written = run("hand-over", "--record", "PS-000002", "--tenant", "contoso");
    expect([written.status, written.out.split("\n")[0]]).toEqual([0, "# PS-000002"]);
    const waiting = run("deliveries", "--json");
    expect(waiting.status).toBe(0);
    expect(JSON.parse(waiting.out)).toMatchObject([{ key: "one", tenantId: "contoso", state: "pending" }]);
    const proofs = run("erase", "--tenant", "contoso", "--list");
    expect([proofs.status, proofs.err]).toEqual([0, ""]);
  });
});
