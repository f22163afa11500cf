import type { OutboxState } from "../../src/escalation/delivery-store";
import { createKeyProbe } from "../../src/telemetry/key-probe";
import { createReadiness } from "../../src/telemetry/readiness";
import { startKeyServer } from "../support/key-server";

const calm: OutboxState = {
  counts: { pending: 0, sending: 0, failed: 0, unknown: 0 },
  ageMs: 0,
  answerAgeMs: 0,
};
const answer = (outbox: Partial<OutboxState>) => () => Promise.resolve({ ...calm, ...outbox });

test.each([
  ["all is well", answer({}), true, { database: "ok", outbox: "ok" }],
  ["reminders are many", answer({ ageMs: 3_600_000 }), true, { database: "ok", outbox: "ok" }],
  ["people wait for messages", answer({ answerAgeMs: 300_000 }), false, { database: "ok", outbox: "failed" }],
  [
    "the database fails",
    () => Promise.reject(new Error("gone")),
    false,
    { database: "failed", outbox: "failed" },
  ],
  [
    "the database hangs",
    () => new Promise<OutboxState>(() => undefined),
    false,
    { database: "failed", outbox: "failed" },
  ],
])("%s", async (_case, readOutbox, isReady, parts) => {
  const readiness = createReadiness({ readOutbox, hasKeys: null, now: () => 0, deadlineMs: 20 });
  expect(await readiness.read()).toEqual({ isReady, parts });
});

test("a database role that sees every tenant is told, and keeps no work away", async () => {
  const options = { readOutbox: answer({}), hasKeys: null, now: () => 0 };
  const parts = { database: "ok", outbox: "ok" };
  const loose = createReadiness({ ...options, isolatesTenants: false });
  expect(await loose.read()).toEqual({ isReady: true, parts: { ...parts, tenants: "warning" } });
  const strict = createReadiness({ ...options, isolatesTenants: true });
  expect(await strict.read()).toEqual({ isReady: true, parts: { ...parts, tenants: "ok" } });
});

test("asking often does not ask the database often", async () => {
  let asked = 0;
  let now = 0;
  const readOutbox = () => {
    asked += 1;
    return Promise.resolve(calm);
  };
  const readiness = createReadiness({ readOutbox, hasKeys: null, now: () => now });
  await Promise.all([readiness.read(), readiness.read()]);
  now = 999;
  await readiness.read();
  expect(asked).toBe(1);
  now = 1000;
  await readiness.read();
  expect(asked).toBe(2);
});

test("a program that stops is not ready, whatever its parts say", async () => {
  const readiness = createReadiness({ readOutbox: answer({}), hasKeys: null, now: () => 0 });
  readiness.stop();
  expect(await readiness.read()).toEqual({ isReady: false, parts: { stopping: "failed" } });
});

test("keys that were there yesterday are missed only when they stay away for a day", async () => {
  const server = await startKeyServer(() => "");
  const place = new URL(server.options["BotOpenIdMetadata"] ?? "");
  let now = 0;
  const hasKeys = createKeyProbe({ places: [place, new URL("/keys", place)], now: () => now });
  expect(await hasKeys()).toBe(true);
  await server.stop();

  now = 23 * 3_600_000;
  expect(await hasKeys()).toBe(true);
  now = 25 * 3_600_000;
  expect(await hasKeys()).toBe(false);
});
