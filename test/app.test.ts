import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "../src/storage/sqlite-store";
import { startTestApp } from "./support/test-app";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "partner-support-"));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

test("a start that fails after the database was opened leaves the data file to whoever starts next", async () => {
  const settings = { DATA_DIR: dataDir, CUSTOMERS_FILE: join(dataDir, "nowhere.csv") };

  await expect(startTestApp(settings)).rejects.toThrow("nowhere.csv");

  const store = await openSqliteStore({ file: join(dataDir, "partner-support.sqlite") });
  await store.close();
});
