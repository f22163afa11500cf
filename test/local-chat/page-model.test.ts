import { applyChange } from "../../src/local-chat/page/apply-change";
import { findLinked, readLinkedId } from "../../src/local-chat/page/linked-message";
import { splitKept } from "../../src/local-chat/page/kept-words";
import { markMentions, splitMarked, splitMentions } from "../../src/local-chat/page/mentions";
import { countNews, markSeen, placeOf } from "../../src/local-chat/page/news";
import { findRefreshing } from "../../src/local-chat/page/refreshing";
import { findFirstDrawn, unitsAtOnce } from "../../src/local-chat/page/transcript-window";
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

const place = {
  team: {
    name: "Team",
    isAdded: true,
    channels: [{ id: escalations, name: "Escalations", isDeleted: false }],
  },
  now: "2026-11-20T06:03:11.500Z",
};

const welcome: Welcome = {
  people: [jordan],
  bot,
  personalChats: {},
  ...place,
  messages: [createMessage("1"), createMessage("2"), createMessage("3")],
  typing: [],
};

test("a change replaces where a message stands, appends what is new and drops what was removed", () => {
  const messages = [createMessage("2", { text: "edited" }), createMessage("4")];

  const after = applyChange(welcome, {
    messages,
    removed: ["1"],
    typing: [{ conversationId: escalations }],
    team: { ...place.team, isAdded: false },
    now: "2026-11-21T06:03:11.500Z",
  });

  expect(after.messages.map(({ id, text }) => [id, text])).toEqual([
    ["2", "edited"],
    ["3", undefined],
    ["4", undefined],
  ]);
  expect(after.typing).toEqual([{ conversationId: escalations }]);
  expect([after.team.isAdded, after.now]).toEqual([false, "2026-11-21T06:03:11.500Z"]);
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

describe("what a person has not seen", () => {
  const mine = { author: { kind: "person", id: jordan.aadObjectId, name: "Jordan Blake" } } as const;
  const messages = [
    createMessage("1"),
    createMessage("2", mine),
    createMessage("elsewhere", { conversationId: "a:1" }),
    createMessage("3", { mentions: [{ id: jordan.id, name: jordan.name }] }),
    createMessage("4", { mentions: [{ id: "29:other", name: "Other" }] }),
    createMessage("5", { mentions: [{ id: jordan.aadObjectId, name: jordan.name }] }),
  ];

  test("is what others said after the last message seen, and mentions by either id", () => {
    expect(countNews(messages, jordan, escalations, {})).toEqual({ unread: 4, mentions: 2 });
    const seen = { [placeOf(jordan, escalations)]: "3" };
    expect(countNews(messages, jordan, escalations, seen)).toEqual({ unread: 2, mentions: 1 });
  });

  test("is nothing after a look, or when the last message seen was deleted", () => {
    const seen = markSeen(messages, jordan, escalations, {});
    expect(seen).toEqual({ [placeOf(jordan, escalations)]: "5" });
    expect(countNews(messages, jordan, escalations, seen)).toEqual({ unread: 0, mentions: 0 });
    expect(markSeen(messages, jordan, escalations, seen)).toBe(seen);
    const gone = { [placeOf(jordan, escalations)]: "deleted" };
    expect(countNews(messages, jordan, escalations, gone)).toEqual({ unread: 0, mentions: 0 });
  });
});

describe("mentions on the page", () => {
  const shown = (pieces: readonly { readonly text: string; readonly isMention: boolean }[]) =>
    pieces.map(({ text, isMention }) => (isMention ? `[${text}]` : text));

  test("in text are the names that are mentioned, the longest first, and the bot's tag", () => {
    const text = "@Mei Chen and @Mei, ask <at>Partner Support</at> or @Alex";
    expect(shown(splitMentions(text, ["Mei", "Mei Chen"]))).toEqual([
      "[@Mei Chen]",
      " and ",
      "[@Mei]",
      ", ask ",
      "[@Partner Support]",
      " or @Alex",
    ]);
  });

  test("in a card stand out in text blocks and facts, and nowhere else", () => {
    const tag = "<at>Jordan Blake</at>";
    const msteams = {
      entities: [{ type: "mention", text: tag, mentioned: { id: "1", name: "Jordan Blake" } }],
    };
    const marked = JSON.stringify(
      markMentions({
        type: "AdaptiveCard",
        msteams,
        body: [
          { type: "Container", items: [{ type: "TextBlock", text: `Ask ${tag} now` }] },
          { type: "FactSet", facts: [{ title: "Lead", value: tag }] },
          { type: "RichTextBlock", inlines: [{ type: "TextRun", text: tag }] },
        ],
      }),
    );
    const marks = marked.match(/\uE000[^\uE001]*\uE001/g) ?? [];
    expect(marks.flatMap((mark) => shown(splitMarked(mark)))).toEqual(["[@Jordan Blake]", "[@Jordan Blake]"]);
    expect(marked).toContain(`{"type":"TextRun","text":"${tag}"}`);
  });

  test("a tag without an entity is no mention", () => {
    const card = { type: "AdaptiveCard", body: [{ type: "TextBlock", text: "<at>Everyone</at>" }] };
    expect(markMentions(card)).toBe(card);
  });
});

describe("a long transcript", () => {
  const units = Array.from({ length: 50 }, (_, at) => ({ id: `${at}`, messages: [`${at}`, `${at}-reply`] }));
  const messages = new Set(units.flatMap((unit) => unit.messages));
  const from = (first: number) => new Set(units.slice(first).map(({ id }) => id));

  test("opens on its last few", () => {
    expect(findFirstDrawn(units, { drawn: new Set(), messages })).toBe(50 - unitsAtOnce);
    expect(findFirstDrawn(units.slice(0, 3), { drawn: new Set(), messages: new Set() })).toBe(0);
  });

  test("keeps what is drawn when more is said", () => {
    const more = [...units, { id: "50", messages: ["50"] }];
    expect(findFirstDrawn(more, { drawn: from(30), messages })).toBe(30);
  });

  test("is drawn from where an old post has news", () => {
    const answered = units.map((unit, at) =>
      at === 7 ? { ...unit, messages: [...unit.messages, "news"] } : unit,
    );
    expect(findFirstDrawn(answered, { drawn: from(30), messages })).toBe(7);
  });

  test("opens on its last few again where all that was drawn is gone", () => {
    expect(findFirstDrawn(units.slice(0, 30), { drawn: from(30), messages })).toBe(30 - unitsAtOnce);
  });
});

test.each([
  ["See PS-000001.", ["PS-000001"]],
  ["P-19 · Technical support page · 2021-01-15", ["P-19", "2021-01-15"]],
  ["支援概觀 · 2020-10，見PS-000012（Q-41）", ["2020-10", "PS-000012", "Q-41"]],
  ["http://127.0.0.1/cases/PS-000001", ["PS-000001"]],
  ["a-PS-000001, PS-0000012 and 12021-01-15-x", []],
  ["", []],
])("of “%s” numbers and dates stand on one line each", (text, kept) => {
  const pieces = splitKept(text);
  expect(pieces.join("")).toBe(text);
  expect(pieces.filter((_piece, at) => at % 2 === 1)).toEqual(kept);
});
