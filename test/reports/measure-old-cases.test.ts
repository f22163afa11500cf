import { createLog } from "../../src/log";
import { measureOldCases } from "../../src/measure-old-cases";

test("cases that could not be measured are measured when the database is back, without a new start", async () => {
  const answers = [50, new Error("the database is away"), 50, 7, 0];
  const asked: number[] = [];
  await new Promise<void>((resolve) => {
    const worker = measureOldCases(
      {
        measureOldCases: (limit) => {
          asked.push(limit);
          const answer = answers[asked.length - 1];
          if (answer === 0) void worker.stop().then(resolve);
          return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? 0);
        },
      },
      createLog("silent"),
      { pause: 1, retry: 1, every: 60_000 },
    );
  });

  expect(asked).toEqual([50, 50, 50, 50, 50]);
});
