import { type ChannelServer, startChannel } from "../support/channel-server";
import { walkToRecord } from "../support/patient-person";
import { carryOnce, createRawClient } from "../support/raw-client";
import { bring, writeMessage } from "../support/raw-messages";
import { startTestApp, type TestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";

const tenantId = "raw";

/** What the connector answers to the posts into a chat, one after the other; then it takes them. */
const script = new Map<string, (readonly [number, Readonly<Record<string, string>>])[]>();
/** Who somebody is, is asked besides. */
const sends = (method: string): boolean => method === "POST" || method === "DELETE";
let channel: ChannelServer;
let product: TestApp;

beforeAll(async () => {
  channel = await startChannel({
    answer: ({ method, conversationId }, response, take) => {
      const next = sends(method) ? script.get(conversationId)?.shift() : undefined;
      if (next === undefined) {
        take();
        return;
      }
      response.writeHead(...next);
      response.end();
    },
  });
  product = await startTestApp();
});
afterAll(async () => {
  await product.stop();
  await channel.stop();
});

/** How often a reply was posted before the message was answered so. */
async function postsFor(
  user: string,
  answers: (readonly [number, Readonly<Record<string, string>>])[],
  status = 200,
) {
  script.set(`a:${user}`, answers);
  expect(await bring(product.origin, askedBy(user))).toBe(status);
  return channel.postsTo(`a:${user}`).length;
}

function askedBy(user: string): object {
  return writeMessage({ user, tenantId, serviceUrl: channel.serviceUrl }, "one", "help");
}

test("a reply that the connector had no time for is posted again at once, as long as somebody waits", async () => {
  expect(await postsFor("busy", [[503, {}]])).toBe(2);
  expect(await postsFor("throttled", [[429, { "retry-after": "0.1" }]])).toBe(2);
  expect(
    await postsFor("tired", [
      [502, {}],
      [504, {}],
    ]),
  ).toBe(3);
});

test("a message whose answer certainly did not arrive may be brought again, and is answered then", async () => {
  const thrice = [502, 504, 412].map((status) => [status, {}] as const);
  expect(await postsFor("broken", thrice, 503)).toBe(3);
  expect(await postsFor("later", [[429, { "retry-after": "3600" }]], 503)).toBe(1);

  for (const user of ["broken", "later"]) {
    const before = channel.postsTo(`a:${user}`).length;
    expect(await bring(product.origin, askedBy(user))).toBe(200);
    expect(await bring(product.origin, askedBy(user))).toBe(200);
    expect(channel.postsTo(`a:${user}`)).toHaveLength(before + 1);
  }
});

test("a reply that may have arrived or was refused is not posted again", async () => {
  expect(await postsFor("maybe", [[500, {}]])).toBe(1);
  expect(await postsFor("other", [[501, {}]])).toBe(1);
  expect(await postsFor("blocked", [[403, {}]])).toBe(1);
});

test("a file is offered, and its question taken away, through the same patient calls", async () => {
  const user = "files";
  const client = createRawClient(product.origin, user, carryOnce, tenantId, channel.serviceUrl);
  const { record } = await walkToRecord(client, { escalates: false });
  const callsOf = (count: number) =>
    waitUntil(
      () =>
        channel.calls.filter(({ method, conversationId }) => sends(method) && conversationId === `a:${user}`),
      (calls) => calls.length >= count,
    );

  script.set(`a:${user}`, [[503, {}]]);
  await client.execute("record/md", { record });
  const offers = await callsOf(2);
  expect(offers.map(({ method }) => method)).toEqual(["POST", "POST"]);
  const [refused, offer] = offers.map(({ body }): unknown => JSON.parse(body));
  expect(refused).toEqual(offer);
  expect(offer).toMatchObject({
    type: "message",
    from: { id: "28:bot" },
    recipient: { id: `29:${user}` },
    conversation: { id: `a:${user}` },
    attachments: [{ contentType: "application/vnd.microsoft.teams.card.file.consent" }],
  });

  script.set(`a:${user}`, [[502, {}]]);
  await consent(user, { action: "decline", context: { record } });
  const [deleted, again, told] = (await callsOf(5)).slice(2);
  expect([deleted, again, told].map((call) => call?.method)).toEqual(["DELETE", "DELETE", "POST"]);
  expect(again?.path).toBe(`/v3/conversations/a%3A${user}/activities/the-offer`);
  expect(told?.body).toContain("All right, no file was made.");
});

/** Answers the offer of a file as Teams does. */
async function consent(user: string, value: object): Promise<void> {
  const response = await fetch(`${product.origin}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      ...writeMessage({ user, tenantId, serviceUrl: channel.serviceUrl }, "consent", ""),
      ...{ type: "invoke", name: "fileConsent/invoke", replyToId: "the-offer", value },
    }),
  });
  expect(response.status).toBe(200);
}
