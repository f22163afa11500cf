import { applyChange } from "../../src/local-chat/page/apply-change";
import { findLinked, readLinkedId } from "../../src/local-chat/page/linked-message";
import { findRefreshing } from "../../src/local-chat/page/refreshing";
import type { Welcome, WireMessage } from "../../src/local-chat/page/wire";
import { bot, createCard, escalations, jordan } from "./chat-world";

const createMessage = (id: string, more: Partial<WireMessage> = {}): WireMessage => ({
  id,
  conversationId: escalations,
  author: { kind: "bot", ...bot },
  sentAt: "2026-11-20T06:03:11.500Z",
  cards: [],
  views: {},
  suggestions: [],
  ...more,
});

const welcome: Welcome = {
  people: [jordan],
  bot,
  personalChats: {},
  channel: { id: escalations, name: "Escalations", teamName: "Team" },
  messages: [createMessage("1"), createMessage("2"), createMessage("3")],
  typing: [],
};

test("a change replaces where a message stands, appends what is new and drops what was removed", () => {
  const messages = [createMessage("2", { text: "edited" }), createMessage("4")];

  const after = applyChange(welcome, { messages, removed: ["1"], typing: [{ conversationId: escalations }] });

  expect(after.messages.map(({ id, text }) => [id, text])).toEqual([
    ["2", "edited"],
    ["3", undefined],
    ["4", undefined],
  ]);
  expect(after.typing).toEqual([{ conversationId: escalations }]);
});

describe("an address that names a message", () => {
  const messages = [createMessage("a b"), createMessage("other", { conversationId: "a:somebody-else" })];

  test("leads to it where the person sees it", () => {
    expect(findLinked("#message=a%20b", messages, [escalations])?.id).toBe("a b");
    expect(findLinked("#message=other", messages, [escalations])).toBeNull();
    expect(findLinked("#message=gone", messages, [escalations])).toBeNull();
  });

  test.each(["", "#", "#top", "#messages=1"])("is none when it ends in %j", (hash) => {
    expect(readLinkedId(hash)).toBeNull();
  });
});

describe("cards that ask to be refreshed", () => {
  const asking = (id: string, userIds?: readonly string[], more: Partial<WireMessage> = {}) =>
    createMessage(id, { cards: [createCard("x", { refresh: { action: {}, userIds } })], ...more });

  test("new and edited ones that list the person are found, others are not", () => {
    const known = [asking("old", [jordan.id]), asking("edited", [jordan.id])];
    const now = [
      asking("old", [jordan.id], { views: { [jordan.aadObjectId]: createCard("own") } }),
      asking("edited", [jordan.id], { editedAt: "2026-11-20T06:05:00.000Z" }),
      asking("new", [jordan.id]),
      asking("for everybody"),
      asking("for others", ["29:other"]),
      createMessage("plain"),
    ];

    const found = findRefreshing(now, new Map(known.map((message) => [message.id, message])), jordan);

    expect(found.map(({ id }) => id)).toEqual(["edited", "new", "for everybody"]);
  });
});
