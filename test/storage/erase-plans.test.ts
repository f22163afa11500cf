import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { rewriteStretch, rewrittenTables } from "../../src/storage/erase-steps";
import { personalData } from "../../src/storage/personal-data";
import type { Tables } from "../../src/storage/schema";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Step, Steps } from "../../src/storage/statement";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
const ada = { tenantId: "contoso", kind: "person", id: "ada", pseudonym: "erased-1" } as const;

async function makeFile(): Promise<string> {
  const file = join(makeDirectory(), "records.db");
  await (await openSqliteStore({ file })).close();
  return file;
}

test.each(rewrittenTables)(
  "erasing goes through %s from key to key, and holds up turns for a stretch",
  async (table) => {
    const database = new Database(await makeFile(), { readonly: true });
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    const noSearch = {
      *renew(): Steps<void> {
        // Nothing is rewritten here.
      },
    };
    const place = Object.fromEntries(personalData[table].key.map((column) => [column, 7]));
    const after = Object.values(place).slice(1);
    const asked: Step[] = [];

    const replacement = { id: ada.id, names: ["Ada Lovelace"], pseudonym: ada.pseudonym };
    const steps = rewriteStretch({ db, locks: "none", search: noSearch }, table, ada, replacement, after);
    for (let step = steps.next(); step.done !== true;) {
      asked.push(step.value);
      step = steps.next({ rows: asked.length === 1 ? [place] : [], changed: 0 });
    }

    const plans = asked.map(({ sql, parameters }) =>
      JSON.stringify(database.prepare(`explain query plan ${sql}`).all(...parameters)),
    );
    database.close();
    expect(plans).toHaveLength(2);
    for (const plan of plans) {
      expect(plan).toMatch(
        new RegExp(`INDEX sqlite_autoindex_${table}_1 \\(tenant_id=\\? AND \\(?\\w+[^)]*\\)?>`),
      );
      expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
    }
  },
);

test("an erasing that is interrupted still knows whom it is about", async () => {
  const store = await openSqliteStore({ file: await makeFile() });
  const wish = { tenantId: "contoso", kind: "person", id: "ada", by: "bo", at: "2026-01-01" } as const;
  const erasure = await store.beginErasure(wish, "erased-1");

  await store.erasePart(erasure, []);

  expect(await store.openErasures()).toEqual([erasure]);
  await store.endErasure(erasure, "2026-01-02");
  expect(await store.openErasures()).toEqual([]);
  await store.close();
});
