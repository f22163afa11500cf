import type { ConnectorRequest } from "../../src/local-chat/connector-call";
import {
  alex,
  azureDesk,
  cardActivity,
  createCard,
  createWorld,
  escalations,
  jordan,
  mei,
  postAsBot,
  type World,
} from "./chat-world";

const call = (world: World, method: string, path: string, more: Partial<ConnectorRequest> = {}) =>
  world.connector.handle({ method, path, ...more });

const segment = encodeURIComponent;

async function createWorldWithChat() {
  const world = createWorld();
  await world.connector.openPersonalChat({ person: mei });
  return { world, chat: world.connector.personalChatOf(mei) };
}

describe("creating conversations", () => {
  test("a conversation with a member is that person's own chat, each time the same", async () => {
    const world = createWorld();

    const first = await call(world, "POST", "v3/conversations", { body: { members: [{ id: mei.id }] } });
    const again = await call(world, "POST", "v3/conversations", {
      body: { members: [{ id: mei.aadObjectId }] },
    });

    expect(first).toEqual({ status: 201, body: { id: world.connector.personalChatOf(mei) } });
    expect(again).toEqual(first);
  });

  test("a stranger is not in the roster", async () => {
    const answer = await call(createWorld(), "POST", "v3/conversations", {
      body: { members: [{ id: "29:x" }] },
    });

    expect(answer).toMatchObject({ status: 403, body: { error: { code: "BotNotInConversationRoster" } } });
  });

  test("a thread in a channel starts with its first post and is addressed by it", async () => {
    const world = createWorld();
    const body = {
      isGroup: true,
      channelData: { channel: { id: escalations } },
      activity: { text: "New case" },
    };

    const answer = await call(world, "POST", "v3/conversations", { body });

    expect(answer).toEqual({ status: 201, body: { id: `${escalations};messageid=1`, activityId: "1" } });
    expect(world.messages()).toMatchObject([
      { conversationId: escalations, threadId: "1", text: "New case" },
    ]);
  });

  test("a channel nobody knows is not found", async () => {
    const body = { channelData: { channel: { id: "19:other@thread.tacv2" } }, activity: { text: "x" } };

    const answer = await call(createWorld(), "POST", "v3/conversations", { body });

    expect(answer).toMatchObject({ status: 404, body: { error: { code: "ConversationNotFound" } } });
  });
});

describe("posting", () => {
  test("a posted message is answered with its id, and a reply likewise", async () => {
    const { world, chat } = await createWorldWithChat();

    const posted = await call(world, "POST", `/v3/conversations/${segment(chat)}/activities`, {
      body: { text: "a" },
    });
    const replied = await call(world, "POST", `v3/conversations/${segment(chat)}/activities/1`, {
      body: { text: "b" },
    });

    const [first, second] = world.messages();
    expect(posted).toEqual({ status: 201, body: { id: first?.id } });
    expect(replied).toEqual({ status: 201, body: { id: second?.id } });
  });

  test("the messageid of an address posts into that thread, without it a new thread begins", async () => {
    const world = createWorld();

    const root = await postAsBot(world, escalations, { text: "root" });
    await postAsBot(world, `${escalations};messageid=${root}`, { text: "below" });
    await postAsBot(world, escalations, { text: "new", replyToId: root });

    expect(world.messages().map(({ threadId }) => threadId)).toEqual([root, root, world.messages()[2]?.id]);
  });

  test("text and a card become two messages without an id, as in Teams", async () => {
    const { world, chat } = await createWorldWithChat();
    const body = { ...cardActivity(createCard("card")), text: "words" };

    const answer = await call(world, "POST", `v3/conversations/${segment(chat)}/activities`, { body });

    expect(answer).toEqual({ status: 201, body: {} });
    expect(world.messages()).toMatchObject([{ text: "words", cards: [] }, { cards: [createCard("card")] }]);
  });

  test("typing is shown until the next message and never stored", async () => {
    const { world, chat } = await createWorldWithChat();

    await call(world, "POST", `v3/conversations/${segment(chat)}/activities`, { body: { type: "typing" } });
    const whileTyping = world.connector.snapshot().typing;
    await postAsBot(world, chat, { text: "done" });

    expect(whileTyping).toEqual([{ conversationId: chat, until: "2026-11-20T06:03:19.500Z" }]);
    expect(world.connector.snapshot().typing).toEqual([]);
    expect(world.messages()).toHaveLength(1);
  });

  test.each([
    ["an unknown conversation", "a:nobody", { text: "x" }, 404, "ConversationNotFound"],
    [
      "a message of more than 100 KB of UTF-16",
      escalations,
      { text: "x".repeat(52_000) },
      413,
      "MessageSizeTooBig",
    ],
    ["a body that is no activity", escalations, "hello", 400, "BadArgument"],
  ])("%s is refused", async (_name, id, body, status, code) => {
    const answer = await call(createWorld(), "POST", `v3/conversations/${segment(id)}/activities`, { body });

    expect(answer).toMatchObject({ status, body: { error: { code } } });
  });
});

describe("changing and deleting", () => {
  test("an update replaces the message for everybody and names its id", async () => {
    const world = createWorld();
    const id = await postAsBot(world, escalations, cardActivity(createCard("old")));
    const path = `v3/conversations/${segment(`${escalations};messageid=${id}`)}/activities/${id}`;

    const answer = await call(world, "PUT", path, { body: cardActivity(createCard("new")) });

    expect(answer).toEqual({ status: 200, body: { id } });
    expect(world.messages()).toMatchObject([{ id, threadId: id, cards: [createCard("new")], views: {} }]);
    expect(world.messages()[0]?.editedAt).toBeDefined();
  });

  test("a deleted message is gone, and gone the second time", async () => {
    const world = createWorld();
    const id = await postAsBot(world, escalations, { text: "oops" });
    const path = `v3/conversations/${segment(escalations)}/activities/${id}`;

    const first = await call(world, "DELETE", path);
    const second = await call(world, "DELETE", path);

    expect(first).toEqual({ status: 200 });
    expect(second).toMatchObject({
      status: 404,
      body: { error: { code: "ActivityNotFoundInConversation" } },
    });
    expect(world.messages()).toEqual([]);
  });

  test("the bot cannot change what a person wrote", async () => {
    const world = createWorld();
    await world.connector.sendText({ person: mei, conversationId: escalations, text: "mine" });
    const path = `v3/conversations/${segment(escalations)}/activities/${world.messages()[0]?.id ?? ""}`;

    const answer = await call(world, "PUT", path, { body: { text: "yours" } });

    expect(answer.status).toBe(404);
    expect(world.messages()).toMatchObject([{ text: "mine" }]);
  });
});

describe("members and teams", () => {
  test("a personal chat has one member, a channel everybody", async () => {
    const { world, chat } = await createWorldWithChat();

    const personal = await call(world, "GET", `v3/conversations/${segment(chat)}/members`);
    const channel = await call(world, "GET", `v3/conversations/${segment(escalations)}/members`);

    expect(personal.body).toMatchObject([
      { id: mei.id, aadObjectId: mei.aadObjectId, givenName: "Mei", surname: "Chen" },
    ]);
    expect(channel.body).toMatchObject([{ id: mei.id }, { id: alex.id }, { id: jordan.id }]);
  });

  test("pages follow one another until the token ends", async () => {
    const path = `v3/conversations/${segment(escalations)}/pagedmembers`;
    const world = createWorld();

    const first = await call(world, "GET", path, { query: { pageSize: "2" } });
    const second = await call(world, "GET", path, { query: { pageSize: "2", continuationToken: "2" } });

    expect(first.body).toMatchObject({ members: [{ id: mei.id }, { id: alex.id }], continuationToken: "2" });
    expect(second.body).toEqual({ members: [expect.objectContaining({ id: jordan.id })] });
  });

  test("a member is found by either id, and others are not", async () => {
    const world = createWorld();
    const members = `v3/conversations/${segment(escalations)}/members`;

    const found = await call(world, "GET", `${members}/${segment(alex.aadObjectId)}`);
    const missing = await call(world, "GET", `${members}/29%3Anobody`);

    expect(found).toMatchObject({ status: 200, body: { id: alex.id, userRole: "user" } });
    expect(missing).toMatchObject({ status: 404, body: { error: { code: "MemberNotFoundInConversation" } } });
  });

  test("the team has details and channels, of which General has no name", async () => {
    const world = createWorld();
    const { id, aadGroupId } = world.connector.team;

    const details = await call(world, "GET", `v3/teams/${segment(id)}`);
    const channels = await call(world, "GET", `v3/teams/${segment(id)}/conversations`);

    expect(details.body).toMatchObject({ id, aadGroupId, memberCount: 3, channelCount: 3 });
    expect(channels.body).toEqual({
      conversations: [
        { id },
        { id: escalations, name: "Escalations" },
        { id: azureDesk, name: "Azure desk" },
      ],
    });
  });
});

describe("what is recorded and what goes wrong", () => {
  test("every call is counted with its conversation and status", async () => {
    const world = createWorld();

    await postAsBot(world, escalations, { text: "x" });
    await call(world, "GET", "v3/nonsense/%E0%A4%A");

    expect(world.connector.calls).toMatchObject([
      {
        method: "POST",
        conversationId: escalations,
        status: 201,
        at: "2026-11-20T06:03:11.500Z",
        body: { text: "x" },
      },
      { method: "GET", path: "v3/nonsense/%E0%A4%A", status: 404 },
    ]);
  });

  test.each([
    [
      "a status",
      { status: 429, headers: { "retry-after": "2" } },
      { status: 429, headers: { "retry-after": "2" } },
      0,
    ],
    ["a dropped call", { drop: true } as const, { status: 0, drop: true }, 0],
    [
      "a call whose answer is lost",
      { drop: true, afterHandling: true } as const,
      { status: 0, drop: true },
      1,
    ],
    ["a slow call", { hang: 5 }, { status: 201, body: { id: "1" } }, 1],
  ])("%s happens as the fault says", async (_name, fault, expected, stored) => {
    const world = createWorld({ fault: () => fault });

    const path = `v3/conversations/${segment(escalations)}/activities`;
    const answer = await call(world, "POST", path, { body: { text: "x" } });

    expect(answer).toEqual(expected);
    expect(world.messages()).toHaveLength(stored);
  });
});
