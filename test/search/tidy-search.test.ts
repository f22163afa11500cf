import { createLog } from "../../src/log";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { tidySearch } from "../../src/tidy-search";
import { createRecord } from "../contracts/store-samples";

test("an index is put together step by step until it is whole, and again after the time", async () => {
  const store = await openSqliteStore({ file: ":memory:" });
  for (let saved = 0; saved < 30; saved += 1) await createRecord(store);
  const steps: string[] = [];
  const worker = await new Promise<ReturnType<typeof tidySearch>>((resolve) => {
    const started = tidySearch(
      {
        tidySearch: async (how) => {
          const isMore = await store.tidySearch(how);
          steps.push(`${how} ${isMore}`);
          // Once it is whole there is nothing to put together.
          if (steps.filter((step) => step.endsWith("false")).length === 2) resolve(started);
          return isMore;
        },
      },
      createLog("silent"),
      { first: 1, every: 1, pause: 1 },
    );
  });
  await worker.stop();
  await store.close();

  expect(steps[0]).toBe("begin true");
  expect(steps).toContain("go on false");
});

test("an index that could not be tidied is gone on with after a while", async () => {
  const steps: string[] = [];
  await new Promise<void>((resolve) => {
    const worker = tidySearch(
      {
        tidySearch: (how) => {
          steps.push(how);
          if (steps.length === 2) return Promise.reject(new Error("the database is away"));
          if (steps.length < 4) return Promise.resolve(true);
          void worker.stop().then(resolve);
          return Promise.resolve(false);
        },
      },
      createLog("silent"),
      { first: 1, every: 60_000, pause: 1 },
    );
  });

  expect(steps).toEqual(["begin", "go on", "go on", "go on"]);
});
