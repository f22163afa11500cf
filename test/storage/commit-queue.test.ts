import { createCommitQueue } from "../../src/storage/commit-queue";

function createDoubling() {
  const batches: (readonly number[])[] = [];
  const queue = createCommitQueue<number, number>((changes) => {
    batches.push(changes);
    return changes.map((change) => (change < 0 ? { error: new Error("negative") } : { result: change * 2 }));
  });
  return { queue, batches };
}

describe("the commit queue", () => {
  test("changes of one tick share a commit and each gets its own answer", async () => {
    const { queue, batches } = createDoubling();

    const results = await Promise.allSettled([queue.push(1), queue.push(-1), queue.push(3)]);

    expect(batches).toEqual([[1, -1, 3]]);
    expect(results.map((result) => (result.status === "fulfilled" ? result.value : "error"))).toEqual([
      2,
      "error",
      6,
    ]);
  });

  test("nothing is committed in the tick of the call, and nothing is answered before the commit", () => {
    const { queue, batches } = createDoubling();

    void queue.push(1);

    expect(batches).toEqual([]);
  });

  test("a long queue is committed in parts, in order", async () => {
    const { queue, batches } = createDoubling();
    const numbers = Array.from({ length: 600 }, (_, number) => number);

    const results = await Promise.all(numbers.map((number) => queue.push(number)));

    expect(batches.map((batch) => batch.length)).toEqual([256, 256, 88]);
    expect(results).toEqual(numbers.map((number) => number * 2));
  });

  test("a flush commits at once what waits, and nothing twice", async () => {
    const { queue, batches } = createDoubling();
    const result = queue.push(4);

    queue.flush();
    expect(batches).toEqual([[4]]);

    expect(await result).toBe(8);
    await new Promise(setImmediate);
    expect(batches).toEqual([[4]]);
  });
});
