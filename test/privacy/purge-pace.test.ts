import { join } from "node:path";
import { purgeAll } from "../../src/privacy/purge-worker";
import { defaultRetention } from "../../src/privacy/retention";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { moment, sampleKey } from "../contracts/store-samples";
import { useTemporaryDirectories } from "../storage/temporary-directory";

const makeDirectory = useTemporaryDirectories();

test("what is old goes in parts, with nine times the pause that a part took", async () => {
  const store = await openSqliteStore({ file: join(makeDirectory(), "records.db") });
  for (let turn = 0; turn < 5; turn += 1) await store.saveTurn({ key: sampleKey(), at: moment(turn) });
  const pauses: number[] = [];
  // A clock on which every reading is ten milliseconds after the one before.
  let time = Date.parse(moment(0)) + 400 * 24 * 3_600_000;
  const stopping = new AbortController();

  await purgeAll(
    {
      store,
      removeFile: () => Promise.resolve(),
      newId: () => "pseudonym",
      now: () => new Date((time += 10)).toISOString(),
      retention: defaultRetention,
      report: () => undefined,
      sleep: (ms) => {
        pauses.push(ms);
        return Promise.resolve();
      },
      batch: 2,
    },
    stopping.signal,
  );

  // Begun, the age that counts, ended: two parts of two and one that was the last.
  expect(pauses).toEqual([180, 180]);
  expect(await store.purge("turns", "9999", 10)).toBe(0);
  await store.close();
});
