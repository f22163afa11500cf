import { bot, createWorld, escalations, mei, type World } from "./chat-world";
import { localTenantId } from "../../src/local-chat/people";

const inTaipei = { locale: "zh-TW", timezone: "Asia/Taipei" };

async function openChat(world: World) {
  await world.connector.openPersonalChat({ person: mei, ...inTaipei });
  world.received.length = 0;
  return world.connector.personalChatOf(mei);
}

describe("opening a chat", () => {
  test("the first time the bot is installed, then told of its members, and never again", async () => {
    const world = createWorld();

    await world.connector.openPersonalChat({ person: mei, ...inTaipei });
    await world.connector.openPersonalChat({ person: mei, ...inTaipei });

    expect(world.received).toMatchObject([
      { type: "installationUpdate", action: "add", locale: "zh-TW" },
      {
        type: "conversationUpdate",
        membersAdded: [{ id: bot.id }, { id: mei.id, aadObjectId: mei.aadObjectId }],
      },
    ]);
    expect(world.received[1]).not.toHaveProperty("locale");
  });

  test("two pages that open it at the same time install the bot once", async () => {
    const world = createWorld();

    await Promise.all([
      world.connector.openPersonalChat({ person: mei }),
      world.connector.openPersonalChat({ person: mei }),
    ]);

    expect(world.received.map(({ type }) => type)).toEqual(["installationUpdate", "conversationUpdate"]);
  });

  test("a bot that was not there is told the next time", async () => {
    const world = createWorld();
    world.botAnswers(() => {
      throw new Error("refused");
    });
    const first = await world.connector.openPersonalChat({ person: mei });
    world.botAnswers(() => ({ status: 200, body: undefined }));

    const second = await world.connector.openPersonalChat({ person: mei });

    expect([first, second]).toEqual([{ kind: "unreachable" }, { kind: "delivered" }]);
    expect(world.received).toHaveLength(3);
  });

  test("in a channel the installation names the team in full", async () => {
    const world = createWorld();

    await world.connector.openChannel({ person: mei, conversationId: escalations });

    const { id, aadGroupId, name } = world.connector.team;
    const channelData = {
      team: { id, aadGroupId, name },
      settings: { selectedChannel: { id: escalations } },
    };
    expect(world.received).toMatchObject([
      {
        type: "installationUpdate",
        conversation: { isGroup: true, conversationType: "channel" },
        channelData,
      },
      {
        type: "conversationUpdate",
        membersAdded: [{ id: bot.id }],
        channelData: { eventType: "teamMemberAdded" },
      },
    ]);
  });
});

describe("writing to the bot", () => {
  test("a personal message is the activity Teams would send", async () => {
    const world = createWorld();
    const conversationId = await openChat(world);

    const outcome = await world.connector.sendText({
      person: mei,
      conversationId,
      text: "VM <down>",
      ...inTaipei,
    });

    expect(outcome).toEqual({ kind: "delivered" });
    expect(world.received).toEqual([
      {
        type: "message",
        id: world.messages()[0]?.id,
        timestamp: "2026-11-20T06:03:11.500Z",
        localTimestamp: "2026-11-20T14:03:11.500+08:00",
        localTimezone: "Asia/Taipei",
        locale: "zh-TW",
        channelId: "msteams",
        serviceUrl: "http://127.0.0.1:3978/connector/",
        from: { id: mei.id, name: "Mei Chen", aadObjectId: mei.aadObjectId },
        recipient: bot,
        conversation: { conversationType: "personal", tenantId: localTenantId, id: conversationId },
        channelData: { tenant: { id: localTenantId } },
        entities: [
          { type: "clientInfo", locale: "zh-TW", country: "TW", platform: "Web", timezone: "Asia/Taipei" },
        ],
        text: "VM <down>",
        textFormat: "plain",
        attachments: [{ contentType: "text/html", content: "<p>VM &lt;down&gt;</p>" }],
      },
    ]);
  });

  test("in a channel only a mention reaches the bot, with its entity and its own thread", async () => {
    const world = createWorld();

    const unheard = await world.connector.sendText({
      person: mei,
      conversationId: escalations,
      text: "hello all",
    });
    const text = "<at>Partner Support</at> status?";
    const heard = await world.connector.sendText({ person: mei, conversationId: escalations, text });

    expect([unheard.kind, heard.kind]).toEqual(["unheard", "delivered"]);
    expect(world.messages()).toHaveLength(2);
    const id = world.messages()[1]?.id ?? "";
    expect(world.received).toMatchObject([
      {
        id,
        text,
        conversation: { isGroup: true, conversationType: "channel", id: `${escalations};messageid=${id}` },
        entities: [
          { type: "mention", text: "<at>Partner Support</at>", mentioned: bot },
          { type: "clientInfo" },
        ],
        channelData: { channel: { id: escalations }, team: { id: world.connector.team.id } },
      },
    ]);
  });

  test("a reply stays in the thread it answers", async () => {
    const world = createWorld();
    const text = "<at>Partner Support</at> go on";

    await world.connector.sendText({ person: mei, conversationId: escalations, text, threadId: "77" });

    expect(world.received).toMatchObject([{ conversation: { id: `${escalations};messageid=77` } }]);
    expect(world.messages()).toMatchObject([{ threadId: "77" }]);
  });

  test.each([
    ["answers 500", () => ({ status: 500, body: {} }), { kind: "refused", status: 500 }],
    [
      "is not there",
      () => {
        throw new Error("ECONNREFUSED");
      },
      { kind: "unreachable" },
    ],
  ])("when the bot %s the words are taken back and it no longer types", async (_name, answer, outcome) => {
    const world = createWorld();
    const conversationId = await openChat(world);
    world.botAnswers(answer);

    const actual = await world.connector.sendText({ person: mei, conversationId, text: "Hi" });

    expect(actual).toEqual(outcome);
    expect(world.messages()).toEqual([]);
    expect(world.connector.snapshot().typing).toEqual([]);
  });

  test("the bot is shown typing while its answer is awaited", async () => {
    const world = createWorld();
    const conversationId = await openChat(world);

    const sending = world.connector.sendText({ person: mei, conversationId, text: "Hi" });
    const during = world.connector.snapshot().typing;
    await sending;

    expect(during).toEqual([{ conversationId }]);
    expect(world.connector.snapshot().typing).toEqual([]);
  });
});

describe("delivering again", () => {
  test("an activity arrives a second time unchanged, or with a new id", async () => {
    const world = createWorld();
    const conversationId = await openChat(world);
    await world.connector.sendText({ person: mei, conversationId, text: "Hi" });
    const [original] = world.received;
    world.botAnswers(() => ({ status: 200, body: { again: true } }));

    const answer = await world.connector.redeliver(original?.id ?? "", { newId: false });
    await world.connector.redeliver(original?.id ?? "", { newId: true });

    expect(answer).toEqual({ status: 200, body: { again: true } });
    expect(world.received[1]).toEqual(original);
    expect(world.received[2]).toMatchObject({ text: "Hi" });
    expect(world.received[2]?.id).not.toBe(original?.id);
  });

  test("what was never delivered cannot be delivered again", async () => {
    await expect(createWorld().connector.redeliver("nothing", { newId: false })).rejects.toThrow("nothing");
  });
});
