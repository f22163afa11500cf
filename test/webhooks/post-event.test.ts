import { isPublic, readReceiver } from "../../src/webhooks/addresses";
import { createPostEvent } from "../../src/webhooks/post-event";
import { makeTestEvent } from "../../src/escalation/record-event";
import { type Receiver, startReceiver } from "./receiver";

const event = makeTestEvent("1", "2026-11-20T09:00:00.000Z", { id: "jo", name: "Jo" });
const call = { id: event.id, body: JSON.stringify(event), secrets: ["s"], timestamp: 1_800_000_000 };

let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());

test.each([
  ["10.0.0.1", false],
  ["100.64.3.4", false],
  ["127.0.0.1", false],
  ["169.254.169.254", false],
  ["172.16.0.1", false],
  ["172.32.0.1", true],
  ["192.168.1.1", false],
  ["0.0.0.0", false],
  ["255.255.255.255", false],
  ["8.8.8.8", true],
  ["::1", false],
  ["::", false],
  ["fe80::1", false],
  ["fd00::1", false],
  ["::ffff:10.0.0.1", false],
  ["64:ff9b::a00:1", false],
  ["2002:a00:1::1", false],
  ["2606:4700::1111", true],
  ["not an address", false],
])("%s is public: %s", (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});

test.each([
  ["https://hooks.example/a?b=c", true],
  ["https://hooks.example:8443/a", true],
  ["http://hooks.example/a", false],
  ["ftp://hooks.example/a", false],
  ["https://localhost/a", false],
  ["https://a.localhost/a", false],
  ["https://2130706433/a", false],
  ["https://0x7f.1/a", false],
  ["https://[::1]/a", false],
  ["https://[::ffff:127.0.0.1]/a", false],
  ["https://hooks.example/a#b", false],
])("outside of local mode %s may be a receiver: %s", (url, expected) => {
  expect(readReceiver(url, false) !== null).toBe(expected);
});

test.each([
  ["one private address", ["10.0.0.1"]],
  ["a private one beside a public one", ["8.8.8.8", "192.168.0.1"]],
])("a name with %s is not called", async (_name, addresses) => {
  const postEvent = createPostEvent({ isLocal: false, lookup: () => Promise.resolve(addresses) });

  expect(await postEvent({ ...call, url: "https://hooks.example/a" })).toEqual({ kind: "wrong_address" });
});

test("a name that is not found was never called", async () => {
  const none = createPostEvent({ isLocal: false, lookup: () => Promise.reject(new Error("no such name")) });
  const slow = createPostEvent({
    isLocal: false,
    deadlineMs: 50,
    lookup: () => new Promise(() => undefined),
  });

  expect(await none({ ...call, url: "https://hooks.example/a" })).toEqual({ kind: "not_sent" });
  expect(await slow({ ...call, url: "https://hooks.example/a" })).toEqual({ kind: "not_sent" });
});

test("a receiver that says nothing is left after the time limit", async () => {
  receiver.be("silence");
  const postEvent = createPostEvent({ isLocal: true, deadlineMs: 200 });

  expect(await postEvent({ ...call, url: receiver.url })).toEqual({ kind: "no_answer" });
});

test("a redirect is an answer like any other, and nobody is called there", async () => {
  receiver.be(302);
  const before = receiver.received.length;
  const postEvent = createPostEvent({ isLocal: true });

  expect(await postEvent({ ...call, url: receiver.url })).toMatchObject({ kind: "answered", status: 302 });
  expect(receiver.received).toHaveLength(before + 1);
});
