import type { BotAnswer } from "../../src/local-chat/bot-exchange";
import type { CommandRequest } from "../../src/local-chat/deed-requests";
import { localTenantId } from "../../src/local-chat/people";
import {
  alex,
  bot,
  cardActivity,
  createCard,
  createWorld,
  escalations,
  jordan,
  mei,
  postAsBot,
  type World,
} from "./chat-world";

const commandId = "checkSupportRules";
const inTaipei = { locale: "zh-TW", timezone: "Asia/Taipei" };

async function postInChannel(world: World, text: string, threadId?: string): Promise<string> {
  await world.connector.sendText({ person: alex, conversationId: escalations, text, threadId });
  world.received.length = 0;
  return world.messages().at(-1)?.id ?? "";
}

const start = (world: World, messageId: string, more: Partial<CommandRequest> = {}) =>
  world.connector.startCommand({
    person: mei,
    conversationId: escalations,
    messageId,
    commandId,
    ...inTaipei,
    ...more,
  });

const continuing = (card: unknown): BotAnswer => ({
  status: 200,
  body: {
    task: {
      type: "continue",
      value: {
        title: "Check",
        height: "large",
        width: "medium",
        card: { contentType: "application/vnd.microsoft.card.adaptive", content: card },
      },
    },
  },
});

describe("a command of the message menu", () => {
  test("is the invoke Teams would send, in the name of who picked it", async () => {
    const world = createWorld();
    const messageId = await postInChannel(world, "Mail is down");

    await start(world, messageId);

    expect(world.received).toMatchObject([
      {
        type: "invoke",
        name: "composeExtension/fetchTask",
        channelId: "msteams",
        locale: "zh-TW",
        from: { id: mei.id, aadObjectId: mei.aadObjectId },
        recipient: { id: bot.id },
        conversation: { id: `${escalations};messageid=${messageId}`, conversationType: "channel" },
        channelData: { tenant: { id: localTenantId } },
        value: {
          commandId,
          commandContext: "message",
          messagePayload: {
            id: messageId,
            replyToId: null,
            createdDateTime: "2026-11-20T06:03:11.500Z",
            linkToMessage: `http://127.0.0.1:3978/local/#message=${messageId}`,
            from: { application: null, user: { id: alex.aadObjectId, displayName: alex.name } },
            body: { contentType: "html", content: "<div>Mail is down</div>" },
          },
        },
      },
    ]);
  });

  test("hands the words over as HTML, with mentions numbered and nothing else alive", async () => {
    const world = createWorld();
    const messageId = await postInChannel(world, `a <b>&"\n<at>${bot.name}</at> c`);

    await start(world, messageId);

    expect(world.received[0]?.["value"]).toMatchObject({
      messagePayload: {
        body: { content: '<div>a &lt;b&gt;&amp;&quot;<br><at id="0">Partner Support</at> c</div>' },
        mentions: [{ id: 0, mentionText: "Partner Support" }],
      },
    });
  });

  test("on a card of the bot names the bot, and the card travels beside the body", async () => {
    const world = createWorld();
    const messageId = await postAsBot(world, escalations, cardActivity(createCard("verdict")));

    await start(world, messageId);

    expect(world.received[0]?.["value"]).toMatchObject({
      messagePayload: {
        from: { user: null, application: { displayName: bot.name } },
        body: { content: `<div><attachment id="${messageId}-0"></attachment></div>` },
        attachments: [{ id: `${messageId}-0`, content: JSON.stringify(createCard("verdict")) }],
      },
    });
  });

  test("on a reply names the post it belongs to", async () => {
    const world = createWorld();
    const root = await postInChannel(world, "Mail is down");
    const reply = await postInChannel(world, "Here, too", root);

    await start(world, reply);

    expect(world.received).toMatchObject([
      {
        conversation: { id: `${escalations};messageid=${root}` },
        value: { messagePayload: { id: reply, replyToId: root } },
      },
    ]);
  });

  test("on a message that is gone, or in somebody else's chat, reaches nobody", async () => {
    const world = createWorld();
    await world.connector.openPersonalChat({ person: jordan });
    const conversationId = world.connector.personalChatOf(jordan);
    const messageId = await postAsBot(world, conversationId, { text: "For Jordan alone" });
    world.received.length = 0;

    expect(await start(world, "deleted")).toEqual({ kind: "gone" });
    expect(await start(world, messageId, { conversationId })).toEqual({ kind: "gone" });
    expect(world.received).toEqual([]);
  });

  test("leaves the chat as it was: the dialog is seen by one person alone", async () => {
    const world = createWorld();
    const messageId = await postInChannel(world, "Mail is down");
    const before = world.messages();
    world.botAnswers(() => continuing(createCard("page")));

    const outcome = await start(world, messageId);

    expect(outcome).toEqual({ kind: "dialog", title: "Check", card: createCard("page") });
    expect(world.messages()).toBe(before);
  });
});

describe("a button in the dialog", () => {
  test("sends its data with the inputs over them, and the message once more", async () => {
    const world = createWorld();
    const messageId = await postInChannel(world, "Mail is down");

    await world.connector.submitDialog({
      person: mei,
      conversationId: escalations,
      messageId,
      commandId,
      action: { data: { verb: "intake/answer", cloud: "old" } },
      inputs: { cloud: "commercial" },
    });

    expect(world.received).toMatchObject([
      {
        name: "composeExtension/submitAction",
        value: {
          commandId,
          commandContext: "message",
          data: { verb: "intake/answer", cloud: "commercial" },
          messagePayload: { id: messageId },
        },
      },
    ]);
  });
});

describe("the bot's answer", () => {
  const message = { task: { type: "message", value: "Try again" } };
  const answers: readonly (readonly [string, BotAnswer, unknown])[] = [
    ["a message is said", { status: 200, body: message }, { kind: "notice", text: "Try again" }],
    ["none closes the dialog", { status: 200, body: undefined }, { kind: "closed" }],
    ["an empty one closes it, too", { status: 200, body: {} }, { kind: "closed" }],
    ["another status is told as such", { status: 400, body: undefined }, { kind: "refused", status: 400 }],
    [
      "a card that is none is a problem",
      continuing({ type: "HeroCard" }),
      { kind: "problem", code: 200, text: "" },
    ],
    [
      "a task nobody knows is a problem",
      { status: 200, body: { task: { type: "auth" } } },
      { kind: "problem", code: 200, text: "" },
    ],
  ];

  test.each(answers)("%s", async (_name, answer, outcome) => {
    const world = createWorld();
    const messageId = await postInChannel(world, "Mail is down");
    world.botAnswers(() => answer);

    expect(await start(world, messageId)).toEqual(outcome);
  });

  test("that never comes is told", async () => {
    const world = createWorld();
    const messageId = await postInChannel(world, "Mail is down");
    world.botAnswers(() => {
      throw new Error("refused");
    });

    expect(await start(world, messageId)).toEqual({ kind: "unreachable" });
  });
});
