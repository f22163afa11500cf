import type { BotAnswer } from "../../src/local-chat/bot-exchange";
import type { ClickRequest } from "../../src/local-chat/deed-requests";
import {
  alex,
  cardActivity,
  cardAnswer,
  createCard,
  createWorld,
  escalations,
  jordan,
  mei,
  postAsBot,
  type World,
} from "./chat-world";

async function createWorldWithCard(card = createCard("question")) {
  const world = createWorld();
  const messageId = await postAsBot(world, escalations, cardActivity(card));
  return { world, messageId };
}

const press = (world: World, messageId: string, more: Partial<ClickRequest> = {}) =>
  world.connector.execute({
    person: mei,
    conversationId: escalations,
    messageId,
    action: { verb: "intake/answer", id: "next", title: "Next", data: { intake: "i-1", cloud: "old" } },
    inputs: { cloud: "public" },
    ...more,
  });

describe("Action.Execute", () => {
  test("is an invoke whose data are the action's with the inputs over them", async () => {
    const { world, messageId } = await createWorldWithCard();

    await press(world, messageId);

    expect(world.received).toMatchObject([
      {
        type: "invoke",
        name: "adaptiveCard/action",
        replyToId: messageId,
        conversation: { id: `${escalations};messageid=${messageId}` },
      },
    ]);
    expect(world.received[0]?.["value"]).toEqual({
      action: {
        type: "Action.Execute",
        id: "next",
        verb: "intake/answer",
        data: { intake: "i-1", cloud: "public" },
      },
      trigger: "manual",
    });
  });

  test("the card that comes back is seen by the person who clicked and by nobody else", async () => {
    const { world, messageId } = await createWorldWithCard();
    world.botAnswers(() => cardAnswer(createCard("verdict")));

    const outcome = await press(world, messageId);

    expect(outcome).toEqual({ kind: "card" });
    expect(world.messages()).toMatchObject([
      { cards: [createCard("question")], views: { [mei.aadObjectId]: createCard("verdict") } },
    ]);
    expect(Object.keys(world.messages()[0]?.views ?? {})).not.toContain(alex.aadObjectId);
  });

  test("an edit by the bot during the click is kept under the person's own view", async () => {
    const { world, messageId } = await createWorldWithCard();
    world.botAnswers(() => {
      const path = `v3/conversations/${encodeURIComponent(escalations)}/activities/${messageId}`;
      void world.connector.handle({ method: "PUT", path, body: cardActivity(createCard("for all")) });
      return cardAnswer(createCard("for me"));
    });

    await press(world, messageId);

    expect(world.messages()).toMatchObject([
      { cards: [createCard("for all")], views: { [mei.aadObjectId]: createCard("for me") } },
    ]);
  });

  const answers: readonly (readonly [string, BotAnswer, unknown])[] = [
    [
      "a message is a passing notice",
      {
        status: 200,
        body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "Saved" },
      },
      { kind: "notice", text: "Saved" },
    ],
    [
      "an error of the bot is told in its words",
      {
        status: 200,
        body: {
          statusCode: 400,
          type: "application/vnd.microsoft.error",
          value: { code: "BadRequest", message: "Old" },
        },
      },
      { kind: "problem", code: 400, text: "Old" },
    ],
    [
      "another HTTP status is told as such",
      { status: 501, body: undefined },
      { kind: "refused", status: 501 },
    ],
    ["an empty answer changes nothing", { status: 200, body: {} }, { kind: "delivered" }],
    [
      "an answer that is none is a problem",
      { status: 200, body: "<html>" },
      { kind: "problem", code: 200, text: "" },
    ],
    [
      "a card that is none is a problem",
      cardAnswer({ type: "HeroCard" }),
      { kind: "problem", code: 200, text: "" },
    ],
  ];

  test.each(answers)("%s", async (_name, answer, outcome) => {
    const { world, messageId } = await createWorldWithCard();
    world.botAnswers(() => answer);

    expect(await press(world, messageId)).toEqual(outcome);
    expect(world.messages()).toMatchObject([{ cards: [createCard("question")], views: {} }]);
  });

  test("a click on a card that is gone reaches nobody", async () => {
    const { world } = await createWorldWithCard();

    expect(await press(world, "deleted")).toEqual({ kind: "gone" });
    expect(world.received).toEqual([]);
  });
});

describe("Action.Submit", () => {
  test("is a message with a value and no text", async () => {
    const { world, messageId } = await createWorldWithCard();

    await world.connector.submit({
      person: mei,
      conversationId: escalations,
      messageId,
      action: { data: { a: 1 } },
      inputs: { note: "n" },
    });

    expect(world.received).toMatchObject([
      { type: "message", replyToId: messageId, value: { a: 1, note: "n" } },
    ]);
    expect(world.received[0]).not.toHaveProperty("text");
  });
});

describe("refresh", () => {
  const refreshing = (userIds?: readonly string[]) =>
    createCard("all", {
      refresh: { action: { type: "Action.Execute", verb: "show", data: { record: 7 } }, userIds },
    });

  async function openAs(world: World, person = jordan) {
    await world.connector.openChannel({ person, conversationId: escalations });
    world.received.length = 0;
    await world.connector.openChannel({ person, conversationId: escalations });
    return world.received;
  }

  test("on opening, a card that lists the person is refreshed for that person, automatically", async () => {
    const { world } = await createWorldWithCard(refreshing([jordan.id]));
    world.botAnswers(() => cardAnswer(createCard("for the lead")));

    const received = await openAs(world);

    expect(received).toMatchObject([
      {
        name: "adaptiveCard/action",
        value: { trigger: "automatic", action: { verb: "show", data: { record: 7 } } },
      },
    ]);
    expect(world.messages()[0]?.views).toEqual({ [jordan.aadObjectId]: createCard("for the lead") });
  });

  test.each([
    ["a card that lists others is left alone", [mei.id], 0],
    ["a card with an empty list is left alone", [], 0],
    ["a card without a list is refreshed for everybody", undefined, 1],
  ])("%s", async (_name, userIds, count) => {
    const { world } = await createWorldWithCard(refreshing(userIds));

    expect(await openAs(world)).toHaveLength(count);
  });

  test("only the last five cards are refreshed", async () => {
    const { world } = await createWorldWithCard(refreshing([jordan.id]));
    for (let count = 0; count < 6; count++) {
      await postAsBot(world, escalations, cardActivity(refreshing([jordan.id])));
    }

    const received = await openAs(world);

    const newest = world
      .messages()
      .slice(-5)
      .map(({ id }) => id);
    expect(received.map((activity) => activity["replyToId"])).toEqual(newest);
  });

  test("the bot is not shown typing for it", async () => {
    const { world, messageId } = await createWorldWithCard(refreshing([jordan.id]));

    const refreshed = world.connector.refreshCards({
      person: jordan,
      conversationId: escalations,
      messageId,
    });

    expect(world.connector.snapshot().typing).toEqual([]);
    expect(await refreshed).toEqual([{ kind: "delivered" }]);
  });
});
