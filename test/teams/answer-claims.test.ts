import { createLog } from "../../src/log";
import { createAnswerClaims } from "../../src/teams/answer-claims";

const key = { tenantId: "contoso", conversationId: "a:mei", activityId: "one" };

/** Asks a database that fails after so many milliseconds; answers how often it was asked, and whether one answers then. */
async function settleAfter(silence: number) {
  let clock = Date.parse("2026-11-20T09:00:00.000Z");
  let asked = 0;
  const claims = createAnswerClaims({
    store: {
      claimAnswer: () => {
        asked += 1;
        clock += silence;
        return Promise.reject(new Error("the database does not answer"));
      },
      endAnswer: () => Promise.resolve(),
      releaseAnswer: () => Promise.resolve(),
    },
    owner: "this instance",
    now: () => new Date(clock).toISOString(),
    log: createLog("silent"),
  });
  const answers = await claims.settle(key, await claims.begin(key));
  return { asked, answers };
}

test("whoever writes is answered when a database that fails at once was asked a few times", async () => {
  expect(await settleAfter(10)).toEqual({ asked: 4, answers: true });
});

test("whoever writes does not wait a second time for a database that is silent", async () => {
  expect(await settleAfter(5000)).toEqual({ asked: 1, answers: true });
});
