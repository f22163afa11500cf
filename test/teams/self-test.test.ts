import type { CallRequest } from "../../src/escalation/send-tools";
import type { CallResult } from "../../src/escalation/judge-answer";
import { textsOf } from "../../src/locales/texts";
import { createLog } from "../../src/log";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import { InboundActivity } from "../../src/teams/activity";
import { createSelfTest } from "../../src/teams/self-test";
import type { Finding } from "../../src/escalation/self-test";
import type { View } from "../../src/views";
import { languages } from "../../src/vocabulary";

const activity = InboundActivity.parse({
  type: "message",
  channelId: "msteams",
  serviceUrl: "http://127.0.0.1:1/",
  from: { id: "29:ada" },
  conversation: { id: "19:desk@thread.tacv2;messageid=17", conversationType: "channel" },
});
const audience = { language: "en", timeZone: "UTC", now: "2026-11-20T09:00:00.000Z" } as const;
const answered = (status: number): CallResult => ({
  kind: "answered",
  status,
  code: undefined,
  subCode: undefined,
  retryAfter: undefined,
  activityId: undefined,
});

let store: Store;
beforeEach(async () => {
  store = await openSqliteStore({ file: ":memory:" });
});
afterEach(() => store.close());

interface Wish {
  readonly token?: () => Promise<string>;
  readonly result?: CallResult;
  readonly cardId?: string | undefined;
  readonly database?: "sqlite" | "postgres";
}

/** Runs a test and tells what it wrote last, and where each time. */
async function run({
  token = () => Promise.resolve("t"),
  result = answered(200),
  database = "sqlite",
  ...wish
}: Wish = {}) {
  const calls: CallRequest[] = [];
  const shown: (readonly Finding[] | null)[] = [];
  const selfTest = createSelfTest({
    store,
    database,
    token,
    call: (request) => {
      calls.push(request);
      return Promise.resolve(result);
    },
    renderers: {
      card(view: View) {
        if (view.kind === "self_test") shown.push(view.findings);
        return {};
      },
      text: () => "",
      summary: () => "",
      recordFile: () => "",
    },
    now: () => audience.now,
    newId: () => "test-1",
    log: createLog("silent"),
    deadlineMs: 50,
  });
  await selfTest({ activity, tenantId: "contoso", audience, cardId: "cardId" in wish ? wish.cardId : "42" });
  const faults = (shown.at(-1) ?? []).map(
    (finding) => [finding.check, "fault" in finding ? finding.fault : null] as const,
  );
  return { calls, faults: Object.fromEntries(faults) };
}

test("with everything in order the card is edited twice, in its thread", async () => {
  const { calls, faults } = await run();

  expect(calls).toMatchObject([
    { conversationId: "19:desk@thread.tacv2", threadId: "17", activityId: "42" },
    { activityId: "42" },
  ]);
  expect(faults).toEqual({ database: null, token: null, post: null, edit: null, no_routes: null });
});

test.each([
  ["is refused", () => Promise.reject(new Error("401")), "failed"],
  ["never comes", () => new Promise<string>(() => undefined), "late"],
])("a token that %s is named", async (_, token, fault) => {
  expect((await run({ token })).faults).toMatchObject({ token: fault, database: null });
});

test("a database that does not answer is named, and the rest is still looked at", async () => {
  await store.close();
  const { faults } = await run();

  expect(faults).toEqual({ database: "failed", token: null, post: null, edit: null });
});

test("a database that is a server is named as one, because other things are to be looked at", async () => {
  await store.close();
  const { faults } = await run({ database: "postgres" });

  expect(faults).toEqual({ database_server: "failed", token: null, post: null, edit: null });
  for (const language of languages) {
    const wrong = textsOf(language)("selfTest.database_server.wrong");
    expect(wrong).toContain("DATABASE_URL");
    expect(wrong).not.toContain("DATA_DIR");
  }
});

test.each([
  ["refused", answered(403)],
  ["late", { kind: "no_answer" } as const],
  ["wrong_address", { kind: "wrong_address" } as const],
])("where the card cannot be changed (%s), the result is posted below it", async (fault, result) => {
  const { calls, faults } = await run({ result });

  expect(faults).toMatchObject({ edit: fault });
  expect(calls.map(({ activityId }) => activityId)).toEqual(["42", null]);
});

test("where the card could not be posted, a second way is tried once", async () => {
  const { calls, faults } = await run({ cardId: undefined });

  expect(faults).toMatchObject({ post: "refused" });
  expect(calls.map(({ activityId }) => activityId)).toEqual([null]);
});
