import { listen, type Listening } from "../../src/http/listen";
import { createServer } from "../../src/http/server";
import { InboundActivity } from "../../src/teams/activity";
import type { Bot } from "../../src/teams/bot";
import { readAll } from "../contracts/store-samples";
import { escalation } from "../support/cases";
import { type Carrier, carryOnce, createRawClient, type RawCard } from "../support/raw-client";
import { startTestApp, type TestApp } from "../support/test-app";

let product: TestApp;
let edge: Listening;

/** The product as it is, but for an answer that comes only after the deadline; what was posted is done meanwhile. */
const slowBot: Bot = {
  admits: () => Promise.resolve(true),
  receive: async (_authorization, body) => {
    await carryOnce(`${product.origin}/api/messages`, InboundActivity.parse(body));
    return new Promise(() => undefined);
  },
  stop: () => Promise.resolve(),
};

beforeAll(async () => {
  product = await startTestApp();
  edge = await listen(createServer({ bot: slowBot, limits: { deadline: 400 } }), {
    host: "127.0.0.1",
    port: 0,
  });
});
afterAll(async () => {
  await edge.close();
  await product.stop();
});

/** Brings a click past the deadline: whoever clicked sees that it failed. */
const tooLate: Carrier = async (url, activity) => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(activity) });
  expect([response.status, await response.text()]).toEqual([503, ""]);
  return { statusCode: response.status, type: "", value: {} };
};

function answerTo(card: RawCard): object {
  const data = card.actions.find(({ verb }) => verb === "intake/answer")?.data ?? {};
  const answers: Readonly<Record<string, string>> = escalation;
  return { ...data, ...Object.fromEntries(card.inputs.map(({ id, value }) => [id, answers[id] ?? value])) };
}

test("whoever was told 503 and clicks again sees what the first click led to, to the very record", async () => {
  const mei = createRawClient(product.origin, "mei");
  const meiTooLate = createRawClient(edge.origin, "mei", tooLate);
  let card = await mei.execute("intake/start");
  for (let pages = 0; pages < 5 && card.actions.some(({ verb }) => verb === "intake/answer"); pages += 1) {
    const answer = answerTo(card);
    await meiTooLate.execute("intake/answer", answer);
    const next = await mei.execute("intake/answer", answer);
    expect(JSON.stringify(next.card)).not.toContain("out of date");
    expect(next.inputs.map(({ id }) => id)).not.toEqual(card.inputs.map(({ id }) => id));
    card = next;
  }
  expect(JSON.stringify(card.card)).toContain("PS-000001");
  const exported = await readAll(product.app.store.exportRecords());
  expect(exported.map(({ record }) => record.number)).toEqual([1]);
});
