import { request } from "node:http";
import { RecordOutline } from "../../src/records/record-outline";
import { localTenantId } from "../../src/local-chat/people";
import { RecordList } from "../../src/http/api/wire";
import { WebhookList, WebhookSecret } from "../../src/http/api/wire-webhook";
import { escalation } from "../support/cases";
import { createChatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";
import { walkDialog } from "../support/walk-dialog";
import { callApi, keepRecord, postApi, type ApiAnswer } from "../http/api/api-client";
import { sampleKey } from "../contracts/store-samples";
import { isSigned, type Receiver, startReceiver } from "./receiver";

const mei = person(0).aadObjectId;
const jordan = person(2).aadObjectId;

let product: TestApp;
let receiver: Receiver;

beforeEach(async () => {
  product = await startTestApp();
  receiver = await startReceiver();
});
afterEach(async () => {
  await product.stop();
  await receiver.stop();
});

const post = (path: string, body: unknown, who = jordan): Promise<ApiAnswer> =>
  postApi(product.origin, path, body, { "x-local-person": who });

async function add(body: object = { url: receiver.url }) {
  const answer = await post("/api/webhooks", body);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return WebhookSecret.parse(answer.body);
}

async function note(number: string, revision: number, text: string): Promise<void> {
  const headers = { "x-local-person": mei, "if-match": `"${revision}"` };
  const answer = await postApi(product.origin, `/api/records/${number}/notes`, { note: text }, headers);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
}

const listDeliveries = (states: readonly ("pending" | "sending" | "failed")[]) =>
  product.app.store.listDeliveries({ states, tenantId: localTenantId, limit: 100 });

/** Puts the clock to the next try and lets the sender see it; tells what is still on its way. */
async function goOn() {
  const waiting = await listDeliveries(["pending", "sending"]);
  const next = waiting.find(({ state }) => state === "pending")?.nextTryAt ?? "";
  const now = product.clock.now.toISOString();
  if (next > now) product.clock.now = new Date(next);
  const key = sampleKey({ tenantId: localTenantId });
  if (waiting.length > 0) await product.app.store.saveTurn({ key, at: now, deliveries: [] });
  return waiting;
}

const settled = () => waitUntil(goOn, (waiting) => waiting.length === 0);

const ids = () => receiver.received.map(({ event }) => event.id);

/** Mei's case with the first change of it. */
const begin = () => keepRecord(product, { requester: { id: mei, name: "Mei" } });

test("a case of the chat is told from its creation on, signed, in order, as it was then", async () => {
  const { secret } = await add();
  const chat = createChatter(product, person(0));
  await chat.open();
  await chat.say("Nobody can send mail");
  await walkDialog(chat, escalation);
  await note("PS-000001", 1, "客戶又來電");
  await settled();

  expect(ids()).toEqual(["PS-000001.1", "PS-000001.2"]);
  const [created, noted] = receiver.received.map(({ event }) => event);
  expect(created).toMatchObject({
    kinds: ["created"],
    by: { id: mei },
    record: { revision: 1, state: "open", severity: "A", product: "exchange-online" },
  });
  expect(noted).toMatchObject({
    kinds: ["note"],
    changes: [{ field: "note", old: null, new: "客戶又來電" }],
  });
  // The key of the customer, too, is the one the list is filtered by.
  const list = await callApi(product.origin, "/api/records", { headers: { "x-local-person": mei } });
  const [listed] = RecordList.parse(list.body).records;
  expect(noted?.record).toMatchObject(RecordOutline.parse(listed));
  for (const call of receiver.received) {
    expect(isSigned(call, secret, product.clock.now)).toBe(true);
    expect(isSigned(call, "another", product.clock.now)).toBe(false);
    expect(
      isSigned({ ...call, text: call.text.replace("PS-000001", "PS-000002") }, secret, product.clock.now),
    ).toBe(false);
    expect(isSigned(call, secret, new Date(product.clock.now.getTime() + 600_000))).toBe(false);
  }
});

test("what failed on the way is sent again, the same, before whatever came later", async () => {
  await add();
  receiver.be(500, "hang_up", 429, 404);
  await begin();
  await note("PS-000001", 1, "one");
  await note("PS-000001", 2, "two");
  await settled();

  const first = "PS-000001.1";
  expect(ids()).toEqual([first, first, first, first, first, "PS-000001.2", "PS-000001.3"]);
  expect(new Set(receiver.received.slice(0, 5).map(({ text }) => text)).size).toBe(1);
});

test("a receiver that is down for a while misses nothing", async () => {
  await add();
  await receiver.stop();
  await begin();
  await note("PS-000001", 1, "one");
  const attempts = (waiting: Awaited<ReturnType<typeof goOn>>) => waiting[0]?.attempts ?? 0;
  await waitUntil(goOn, (waiting) => attempts(waiting) >= 8);
  expect(receiver.received).toEqual([]);
  await receiver.start();
  await settled();

  expect(ids()).toEqual(["PS-000001.1", "PS-000001.2"]);
});

test("an event that is refused for good is laid aside where operators see it, and the next one goes", async () => {
  const { id } = await add();
  receiver.be(400, 302);
  await begin();
  await note("PS-000001", 1, "one");
  await note("PS-000001", 2, "two");
  await settled();

  expect(ids()).toEqual(["PS-000001.1", "PS-000001.2", "PS-000001.3"]);
  const failed = await listDeliveries(["failed"]);
  expect(failed.map(({ key, error }) => [key, error])).toEqual([
    [`event:${id}:PS-000001.1`, "bad_request"],
    [`event:${id}:PS-000001.2`, "bad_request"],
  ]);
  await product.app.store.retryDelivery(localTenantId, failed[0]?.key ?? "", product.clock.now.toISOString());
  await settled();
  expect(ids().at(-1)).toBe("PS-000001.1");
});

test("what was removed is told nothing more, not even what waited", async () => {
  const { id } = await add();
  receiver.be(503);
  await begin();
  await waitUntil(
    () => Promise.resolve(receiver.received.length),
    (count) => count === 1,
  );
  await waitUntil(
    () => listDeliveries(["pending"]),
    (waiting) => waiting.length === 1,
  );

  const removed = await callApi(product.origin, `/api/webhooks/${id}`, {
    method: "DELETE",
    headers: { "x-local-person": jordan },
  });
  await note("PS-000001", 1, "one");
  await settled();

  expect(removed.status).toBe(200);
  expect(receiver.received).toHaveLength(1);
  expect(await listDeliveries(["failed"])).toMatchObject([{ error: "webhook_gone" }]);
});

test("nobody is told of another tenant's cases", async () => {
  await add();
  await keepRecord(product, {}, "fabrikam");
  await begin();
  await settled();

  expect(ids()).toEqual(["PS-000001.1"]);
  expect(receiver.received[0]?.event.record?.requester.id).toBe(mei);
  expect(
    await product.app.store.listDeliveries({ states: ["pending", "sent"], tenantId: "fabrikam", limit: 9 }),
  ).toEqual([]);
});

test("who asked for notes is told of notes", async () => {
  await add({ url: receiver.url, kinds: ["note"] });
  await begin();
  await note("PS-000001", 1, "one");
  await settled();

  expect(ids()).toEqual(["PS-000001.2"]);
});

test("who is paused is sent nothing, and what happened meanwhile comes in order when it goes on", async () => {
  const { id } = await add();
  const paused = await post(`/api/webhooks/${id}`, { paused: true });
  await begin();
  await note("PS-000001", 1, "one");
  // The first is looked at, held, and due again later; the second stands behind it.
  await waitUntil(
    () => listDeliveries(["pending"]),
    (waiting) => waiting.some(({ nextTryAt }) => nextTryAt > product.clock.now.toISOString()),
  );
  const held = await listDeliveries(["pending"]);
  expect(paused.body).toMatchObject({ id, pausedAt: product.clock.now.toISOString() });
  expect([held.length, receiver.received]).toEqual([2, []]);
  // Longer than an event is tried for.
  product.clock.now = new Date(product.clock.now.getTime() + 48 * 3_600_000);
  expect((await post(`/api/webhooks/${id}`, { paused: false })).body).toMatchObject({ pausedAt: null });
  await settled();

  expect(ids()).toEqual(["PS-000001.1", "PS-000001.2"]);
});

test("what a paused program would be told is kept for a week", async () => {
  const { id } = await add();
  await post(`/api/webhooks/${id}`, { paused: true });
  await begin();
  product.clock.now = new Date(product.clock.now.getTime() + 8 * 24 * 3_600_000);
  await waitUntil(goOn, (waiting) => waiting.length === 0);

  expect(receiver.received).toEqual([]);
  expect(await listDeliveries(["failed"])).toMatchObject([{ error: "too_old" }]);
});

test("what a program is told of can be chosen later, by leads alone", async () => {
  const { id } = await add();
  expect((await post(`/api/webhooks/${id}`, { kinds: ["note"] }, mei)).status).toBe(403);
  expect((await post(`/api/webhooks/${id}`, { kinds: ["test"] })).status).toBe(400);
  expect((await post("/api/webhooks/nobody", { paused: true })).status).toBe(404);
  const chosen = await post(`/api/webhooks/${id}`, { kinds: ["note", "note"] });
  await begin();
  await note("PS-000001", 1, "one");
  await settled();

  expect(chosen.body).toMatchObject({ kinds: ["note"], pausedAt: null });
  expect(ids()).toEqual(["PS-000001.2"]);
});

test("of two leads who choose from the same list the later one is told what the first has chosen", async () => {
  const { id } = await add();
  expect((await post(`/api/webhooks/${id}`, { kinds: ["note"], seenKinds: [] })).status).toBe(200);
  const late = await post(`/api/webhooks/${id}`, { kinds: ["state"], seenKinds: [], paused: true });

  expect(late.status).toBe(412);
  expect(late.body).toMatchObject({
    type: "urn:partner-support:problem:stale-program",
    webhook: { id, kinds: ["note"], pausedAt: null },
  });
  expect(late.text).not.toContain("case");
  // Who names nothing seen chooses whatever was chosen before, as programs written earlier do.
  expect((await post(`/api/webhooks/${id}`, { kinds: ["owner"] })).body).toMatchObject({ kinds: ["owner"] });
});

test("while a secret is changed both sign, and a day later only the new one", async () => {
  const first = await add();
  const second = WebhookSecret.parse((await post(`/api/webhooks/${first.id}/rotate`, {})).body);
  await post(`/api/webhooks/${first.id}/test`, {});
  await settled();
  product.clock.now = new Date(product.clock.now.getTime() + 25 * 3_600_000);
  await post(`/api/webhooks/${first.id}/test`, {});
  await settled();

  const [during, after] = receiver.received;
  if (during === undefined || after === undefined) throw new Error("two tests were sent");
  const at = ({ headers }: typeof during) => new Date(Number(headers["partner-support-timestamp"]) * 1000);
  expect([first.secret, second.secret].map((secret) => isSigned(during, secret, at(during)))).toEqual([
    true,
    true,
  ]);
  expect([first.secret, second.secret].map((secret) => isSigned(after, secret, at(after)))).toEqual([
    false,
    true,
  ]);
  expect(during.event).toMatchObject({ kinds: ["test"], record: null, by: { id: jordan } });
});

test("only leads see and change who is told, and a secret is shown once", async () => {
  const { id, secret } = await add();
  const list = (who: string) =>
    callApi(product.origin, "/api/webhooks", { headers: { "x-local-person": who } });

  expect((await list(mei)).status).toBe(403);
  expect((await post("/api/webhooks", { url: receiver.url }, mei)).status).toBe(403);
  expect((await post(`/api/webhooks/${id}/rotate`, {}, mei)).status).toBe(403);
  const shown = await list(jordan);
  expect(WebhookList.parse(shown.body).webhooks).toMatchObject([{ id, url: receiver.url, kinds: [] }]);
  expect(shown.text).not.toContain(secret);
});

test.each([
  ["no https", "http://hooks.example/events"],
  ["a private address", "https://10.1.2.3/events"],
  ["the address of a cloud's own data", "https://169.254.169.254/latest"],
  ["a name and password", "https://me:secret@hooks.example/"],
  ["no address at all", "hooks.example"],
])("%s is refused at its field", async (_name, url) => {
  const answer = await post("/api/webhooks", { url });

  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ errors: [{ field: "url", code: "webhookAddress" }] });
});

test("an address is told once, and ten programs are the most", async () => {
  await add();
  expect((await post("/api/webhooks", { url: receiver.url })).status).toBe(422);
  for (let made = 1; made < 10; made += 1) await add({ url: `${receiver.url}/${made}` });
  expect((await post("/api/webhooks", { url: `${receiver.url}/11` })).status).toBe(422);
});

test("a webhook of another name answers like one that does not exist", async () => {
  expect((await post("/api/webhooks/nobody/test", {})).status).toBe(404);
  expect((await post("/api/webhooks/nobody/rotate", {})).status).toBe(404);
  const { body } = await post("/api/webhooks/nobody", { kinds: [] });
  expect(body).toMatchObject({ type: "urn:partner-support:problem:no-program", title: "No such program" });
});

test("the description tells what is posted", async () => {
  const { body } = await callApi(product.origin, "/api/openapi.json");

  expect(body).toMatchObject({
    webhooks: {
      recordEvent: {
        post: {
          requestBody: {
            content: { "application/json": { schema: { $ref: "#/components/schemas/RecordEvent" } } },
          },
        },
      },
    },
    components: { schemas: { RecordEvent: { type: "object" } } },
  });
  // The local mode serves programs on this machine only, also here.
  await expect(
    new Promise((resolve, reject) => {
      const call = request(
        `${product.origin}/api/webhooks`,
        { headers: { host: "evil.example", "x-local-person": jordan } },
        (response) => {
          resolve(response.statusCode);
        },
      );
      call.on("error", reject).end();
    }),
  ).resolves.toBe(403);
});
