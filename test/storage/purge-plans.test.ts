import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { purgeables } from "../../src/privacy/retention";
import { filesToPurge, purge } from "../../src/storage/purge-steps";
import type { Tables } from "../../src/storage/schema";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Step, Steps } from "../../src/storage/statement";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
const noSearch = {
  *renew(): Steps<void> {
    // Nothing is stripped here.
  },
};

test.each(purgeables)(
  "the hourly look for old %s reads no table from end to end and sorts nothing",
  async (what) => {
    const file = join(makeDirectory(), "records.db");
    await (await openSqliteStore({ file })).close();
    const database = new Database(file, { readonly: true });
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    const asked: Step[] = [];
    const run = (steps: Steps<unknown>): void => {
      let step = steps.next();
      while (step.done !== true) {
        asked.push(step.value);
        step = steps.next({ rows: [], changed: 0 });
      }
    };

    run(filesToPurge(db, what, "2026", 10));
    run(purge({ db, locks: "none", search: noSearch }, { what, before: "2026", limit: 10 }));

    const plans = asked.map(({ sql, parameters }) =>
      JSON.stringify(database.prepare(`explain query plan ${sql}`).all(...parameters)),
    );
    database.close();
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
  },
);
