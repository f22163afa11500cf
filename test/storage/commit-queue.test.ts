import { createCommitQueue } from "../../src/storage/commit-queue";

function createDoubling() {
  const batches: (readonly number[])[] = [];
  const queue = createCommitQueue<number, number>((changes) => {
    batches.push(changes);
    return changes.map((change) => (change < 0 ? { error: new Error("negative") } : { result: change * 2 }));
  });
  return { queue, batches };
}

/** Lets so many rounds of the event loop go by. */
async function pass(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await new Promise(setImmediate);
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

  test("who comes alone is committed in the next round, again and again", async () => {
    const { queue, batches } = createDoubling();
    for (const number of [1, 2, 3]) {
      void queue.push(number);
      await pass(1);
    }
    expect(batches).toEqual([[1], [2], [3]]);
  });

  test("where several came together, those that come soon after one another do, too, and nobody waits for long", async () => {
    const { queue, batches } = createDoubling();
    await Promise.all([queue.push(1), queue.push(2)]);

    const later = [queue.push(3)];
    await pass(5);
    expect(batches).toEqual([[1, 2]]);
    later.push(queue.push(4));
    // As many as the last time: nobody else is waited for, once a round has brought no other.
    await pass(2);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(await Promise.all(later)).toEqual([6, 8]);

    void queue.push(5);
    await pass(40);
    void queue.push(6);
    await pass(1);
    expect(batches.slice(2)).toEqual([[5], [6]]);
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
