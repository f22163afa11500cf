import { type ChannelServer, startChannel } from "../support/channel-server";
import { bring, writeMessage } from "../support/raw-messages";
import { startTestApp, type TestApp } from "../support/test-app";

const tenantId = "raw";

/** What the connector answers to the posts into a chat, one after the other; then it takes them. */
const script = new Map<string, (readonly [number, Readonly<Record<string, string>>])[]>();
let channel: ChannelServer;
let product: TestApp;

beforeAll(async () => {
  channel = await startChannel({
    answer: ({ method, conversationId }, response, take) => {
      const next = method === "POST" ? script.get(conversationId)?.shift() : undefined;
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

/** How often a reply was posted before the message counted as done. */
async function postsFor(user: string, answers: (readonly [number, Readonly<Record<string, string>>])[]) {
  script.set(`a:${user}`, answers);
  const message = writeMessage({ user, tenantId, serviceUrl: channel.serviceUrl }, "one", "help");
  expect(await bring(product.origin, message)).toBe(200);
  return channel.postsTo(`a:${user}`).length;
}

test("a reply that the connector had no time for is posted again at once, as long as somebody waits", async () => {
  expect(await postsFor("busy", [[503, {}]])).toBe(2);
  expect(await postsFor("throttled", [[429, { "retry-after": "0.1" }]])).toBe(2);
  expect(
    await postsFor("broken", [
      [502, {}],
      [504, {}],
      [412, {}],
      [502, {}],
    ]),
  ).toBe(3);
});

test("a reply that may have arrived, was refused, or is wanted only in an hour is not posted again", async () => {
  expect(await postsFor("maybe", [[500, {}]])).toBe(1);
  expect(await postsFor("other", [[501, {}]])).toBe(1);
  expect(await postsFor("blocked", [[403, {}]])).toBe(1);
  expect(await postsFor("later", [[429, { "retry-after": "3600" }]])).toBe(1);
});
