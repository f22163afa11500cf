import {
  alex,
  azureDesk,
  bot,
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
import { doDeed } from "../../src/local-chat/deed";

const acting = { person: jordan, conversationId: escalations };
const mentioning = "<at>Partner Support</at> who takes this?";

async function createWorldInTeam(): Promise<World> {
  const world = createWorld();
  await world.connector.addToTeam(acting);
  world.received.length = 0;
  return world;
}

const callTo = ({ connector }: World, id: string, body: object = { text: "x" }) =>
  connector.handle({ method: "POST", path: `v3/conversations/${encodeURIComponent(id)}/activities`, body });

describe("adding the app to the team", () => {
  test("tells the bot of its installation and that it is a member, once for all channels", async () => {
    const world = createWorld();
    const { id, aadGroupId, name } = world.connector.team;

    const first = await world.connector.addToTeam(acting);
    const again = await world.connector.addToTeam({ person: mei, conversationId: azureDesk });

    expect([first, again]).toEqual([{ kind: "delivered" }, { kind: "delivered" }]);
    const channelData = {
      team: { id, aadGroupId, name: "Service desk" },
      channel: { id: escalations, name: "Escalations" },
      settings: { selectedChannel: { id: escalations } },
    };
    expect(name).toBe("Service desk");
    expect(world.received).toMatchObject([
      { type: "installationUpdate", action: "add", channelData, from: { id: jordan.id } },
      {
        type: "conversationUpdate",
        membersAdded: [{ id: bot.id }],
        channelData: { ...channelData, eventType: "teamMemberAdded" },
      },
    ]);
    expect(world.received).toHaveLength(2);
  });

  test("a bot that was not there can be told again", async () => {
    const world = createWorld();
    world.botAnswers(() => ({ status: 500, body: {} }));
    expect(await world.connector.addToTeam(acting)).toEqual({ kind: "refused", status: 500 });
    world.botAnswers(() => ({ status: 200, body: undefined }));
    expect(await world.connector.addToTeam(acting)).toEqual({ kind: "delivered" });
    expect(world.received).toHaveLength(3);
  });
});

describe("removing the app from the team", () => {
  test("tells the bot, which then reaches no channel and is not reached, until it is added again", async () => {
    const world = await createWorldInTeam();

    await world.connector.removeFromTeam(acting);

    expect(world.received).toMatchObject([
      {
        type: "conversationUpdate",
        membersRemoved: [{ id: bot.id }],
        channelData: { eventType: "teamMemberRemoved", team: { name: "Service desk" } },
      },
      { type: "installationUpdate", action: "remove" },
    ]);
    for (const id of [escalations, azureDesk])
      expect(await callTo(world, id)).toMatchObject({
        status: 403,
        body: { error: { code: "BotNotInConversationRoster" } },
      });
    const said = await world.connector.sendText({ ...acting, text: mentioning });
    expect(said).toEqual({ kind: "unheard" });

    await world.connector.addToTeam({ person: mei, conversationId: azureDesk });
    expect(await callTo(world, escalations)).toMatchObject({ status: 201 });
  });

  test("an app that is not in the team cannot be removed", async () => {
    const world = createWorld();
    await world.connector.removeFromTeam(acting);
    expect(world.received).toEqual([]);
    expect(await callTo(world, escalations)).toMatchObject({ status: 201 });
  });
});

describe("channels", () => {
  test("a new name is told through the General channel and stands in the team's list", async () => {
    const world = await createWorldInTeam();
    const { id } = world.connector.team;

    await world.connector.renameChannel({ ...acting, name: "Urgent" });

    expect(world.received).toMatchObject([
      {
        type: "conversationUpdate",
        conversation: { id, conversationType: "channel" },
        channelData: {
          eventType: "channelRenamed",
          channel: { id: escalations, name: "Urgent" },
          team: { id, name: "Service desk" },
        },
      },
    ]);
    const path = `v3/teams/${encodeURIComponent(id)}/conversations`;
    expect((await world.connector.handle({ method: "GET", path })).body).toMatchObject({
      conversations: [{ id }, { id: escalations, name: "Urgent" }, { id: azureDesk }],
    });
  });

  test("a deleted channel is told and not found any more, a restored one is", async () => {
    const world = await createWorldInTeam();
    await postAsBot(world, escalations, { text: "kept" });

    await world.connector.deleteChannel(acting);
    const refused = await callTo(world, escalations);
    const said = await world.connector.sendText({ ...acting, text: mentioning });
    await world.connector.restoreChannel(acting);

    expect(refused).toMatchObject({ status: 404, body: { error: { code: "ConversationNotFound" } } });
    expect(said).toEqual({ kind: "gone" });
    expect(world.received.map(({ channelData }) => channelData)).toMatchObject([
      { eventType: "channelDeleted", channel: { id: escalations } },
      { eventType: "channelRestored", channel: { id: escalations, name: "Escalations" } },
    ]);
    expect(await callTo(world, escalations)).toMatchObject({ status: 201 });
    expect(world.messages()).toMatchObject([{ text: "kept" }, { text: "x" }]);
  });

  test("without the app in the team nobody tells it of channels", async () => {
    const world = createWorld();
    await world.connector.renameChannel({ ...acting, name: "Urgent" });
    expect(world.received).toEqual([]);
  });

  test("a chat saved when there was one channel gets the other", () => {
    const conversations = [{ id: escalations, kind: "channel", name: "Old", installed: true }];
    const { connector } = createWorld({ initial: { version: 1, conversations, messages: [] } });
    expect(connector.snapshot().state.conversations).toMatchObject([
      { id: escalations, name: "Old", installed: true },
      { id: connector.team.id },
      { id: azureDesk, name: "Azure desk", installed: false },
    ]);
  });
});

describe("on the page", () => {
  const deed = { locale: "en-US", timezone: "UTC", person: mei.aadObjectId, conversationId: escalations };

  test("a mention reaches the bot only after the app was added; looking into a channel tells it nothing", async () => {
    const { connector, received } = createWorld();

    await doDeed(connector, { ...deed, kind: "open" });
    const unheard = await doDeed(connector, { ...deed, kind: "text", text: mentioning });
    expect(received).toEqual([]);
    await doDeed(connector, { ...deed, kind: "addToTeam" });
    const heard = await doDeed(connector, { ...deed, kind: "text", text: mentioning });

    expect([unheard, heard]).toEqual([{ kind: "unheard" }, { kind: "delivered" }]);
    expect(connector.snapshot().state.messages.map(({ text }) => text)).toEqual([
      "@Partner Support who takes this?",
      mentioning,
    ]);
    expect(received.at(-1)).toMatchObject({ type: "message", text: mentioning });
  });

  test("a reply under a card of the bot reaches it with the card's thread", async () => {
    const world = await createWorldInTeam();
    const threadId = await postAsBot(world, escalations, cardActivity(createCard("PS-000001")));

    await doDeed(world.connector, { ...deed, kind: "text", text: mentioning, threadId });

    expect(world.received).toMatchObject([
      { type: "message", conversation: { id: `${escalations};messageid=${threadId}` } },
    ]);
  });
});

describe("mentions by the bot", () => {
  const mention = (person: typeof mei, text = `<at>${person.name}</at>`) => ({
    type: "mention",
    text,
    mentioned: { id: person.id, name: person.name },
  });

  test("in text are shown by name, and told with the message", async () => {
    const world = createWorld();

    await postAsBot(world, escalations, {
      text: "<at>Alex Rivera</at> a &lt;b&gt; <at>nobody</at>",
      textFormat: "xml",
      entities: [mention(alex), { type: "clientInfo" }],
    });
    await postAsBot(world, escalations, { text: "<at>Alex Rivera</at> plain", entities: [mention(alex)] });

    expect(world.messages()).toMatchObject([
      { text: "@Alex Rivera a <b> @nobody", mentions: [{ id: alex.id, name: alex.name }] },
      { text: "@Alex Rivera plain", mentions: [{ id: alex.id }] },
    ]);
  });

  test("in a card are told with the message, once each; a card without them tells nothing", async () => {
    const world = createWorld();
    const msteams = { entities: [mention(jordan), mention(jordan), mention(mei, "<at>lead</at>"), "odd"] };

    await postAsBot(world, escalations, cardActivity(createCard("<at>Jordan Blake</at>", { msteams })));
    await postAsBot(world, escalations, cardActivity(createCard("x", { msteams: { width: "Full" } })));

    expect(world.messages()[0]?.mentions?.map(({ id }) => id)).toEqual([jordan.id, mei.id]);
    expect(world.messages()[1]).not.toHaveProperty("mentions");
  });

  test("an edit clears the views people had of a card, mentions included", async () => {
    const world = await createWorldInTeam();
    const msteams = { entities: [mention(jordan)] };
    const messageId = await postAsBot(world, escalations, cardActivity(createCard("a", { msteams })));
    world.botAnswers(() => cardAnswer(createCard("mine")));
    await world.connector.execute({ ...acting, messageId, action: { verb: "record/take" } });
    expect(world.messages()[0]?.views).toEqual({ [jordan.aadObjectId]: createCard("mine") });
    expect(world.received).toMatchObject([
      { name: "adaptiveCard/action", conversation: { id: `${escalations};messageid=${messageId}` } },
    ]);

    const path = `v3/conversations/${encodeURIComponent(escalations)}/activities/${messageId}`;
    await world.connector.handle({ method: "PUT", path, body: cardActivity(createCard("for all")) });

    expect(world.messages()).toMatchObject([{ cards: [createCard("for all")], views: {} }]);
    expect(world.messages()[0]).not.toHaveProperty("mentions");
  });
});
