import { openSqliteStore } from "../../src/storage/sqlite-store";
import { createRecord } from "../contracts/store-samples";

/** Saves records without end and prints each number as soon as it is acknowledged, until it is killed. */
async function saveForever(file: string): Promise<void> {
  const store = await openSqliteStore({ file });
  const callers = Array.from({ length: 8 }, async () => {
    for (;;) process.stdout.write(`${(await createRecord(store)).number}\n`);
  });
  await Promise.all(callers);
}

saveForever(process.argv[3] ?? "").catch((error: unknown) => {
  process.stdout.write(`${String(error)}\n`);
  process.exitCode = 1;
});
