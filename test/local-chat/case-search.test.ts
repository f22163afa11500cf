import { escalations, mei, createWorld, createCard, alex } from "./chat-world";

const chat = (world: ReturnType<typeof createWorld>) => world.connector.personalChatOf(mei);
const where = { person: mei, locale: "zh-TW", timezone: "Asia/Taipei" };

async function openWorld() {
  const world = createWorld();
  await world.connector.openPersonalChat(where);
  world.received.splice(0);
  return world;
}

test("what is typed into the search reaches the bot as Teams sends it, and what it found comes back", async () => {
  const world = await openWorld();
  const card = createCard("PS-000001");
  const preview = { contentType: "thumbnail", content: { title: "PS-000001 · Mail", text: "Open" } };
  const attachments = [{ contentType: "card", content: card, preview }];
  world.botAnswers(() => ({ status: 200, body: { composeExtension: { type: "result", attachments } } }));

  const outcome = await world.connector.queryCases({ ...where, conversationId: chat(world), text: "mail" });

  expect(outcome).toEqual({ kind: "results", results: [{ title: "PS-000001 · Mail", text: "Open", card }] });
  expect(world.received).toMatchObject([
    {
      type: "invoke",
      name: "composeExtension/query",
      value: { commandId: "searchCases", parameters: [{ name: "text", value: "mail" }] },
    },
  ]);
});

test("an empty search says that it was just opened, and words of the bot are told", async () => {
  const world = await openWorld();
  const body = { composeExtension: { type: "message", text: "You have no cases yet." } };
  world.botAnswers(() => ({ status: 200, body }));

  const outcome = await world.connector.queryCases({ ...where, conversationId: chat(world), text: "" });

  expect(outcome).toEqual({ kind: "notice", text: "You have no cases yet." });
  expect(world.received).toMatchObject([{ value: { parameters: [{ name: "initialRun", value: "true" }] } }]);
});

test("a link to a case that is pasted is shown as the bot tells it, below the words", async () => {
  const world = await openWorld();
  const card = createCard("PS-000001");
  const preview = { contentType: "thumbnail", content: { title: "PS-000001" } };
  const attachments = [{ contentType: "card", content: card, preview }];
  world.botAnswers(({ name }) =>
    name === "composeExtension/queryLink"
      ? { status: 200, body: { composeExtension: { type: "result", attachments } } }
      : { status: 200, body: undefined },
  );
  const say = (text: string) => world.connector.sendText({ ...where, conversationId: escalations, text });

  await say("See http://127.0.0.1:3978/cases/PS-000001 please");
  await say("and https://elsewhere.example/cases/PS-000001, http://127.0.0.1:3978/tab/");

  expect(world.received).toMatchObject([
    { name: "composeExtension/queryLink", value: { url: "http://127.0.0.1:3978/cases/PS-000001" } },
  ]);
  expect(world.messages().slice(-2)).toMatchObject([
    { text: "See http://127.0.0.1:3978/cases/PS-000001 please", cards: [card] },
    { cards: [] },
  ]);
});

test("a bot that says nothing of a link leaves the words alone", async () => {
  const world = await openWorld();
  world.botAnswers(() => ({ status: 500, body: undefined }));

  const text = "http://127.0.0.1:3978/cases/PS-000009";
  await world.connector.sendText({ ...where, conversationId: escalations, text });

  expect(world.messages().at(-1)).toMatchObject({ text, cards: [] });
});

test("what is shared stands there as the person's own, live, and the bot is told nothing", async () => {
  const world = await openWorld();
  const refresh = { action: { type: "Action.Execute", verb: "case/shared", data: { record: 1 } } };
  const card = createCard("PS-000001", { refresh });

  await world.connector.shareCard({ ...where, conversationId: escalations, card });

  expect(world.received).toEqual([]);
  expect(world.messages().at(-1)).toMatchObject({
    conversationId: escalations,
    author: { kind: "person", id: mei.aadObjectId },
    cards: [card],
  });
  await world.connector.refreshCards({ ...where, person: alex, conversationId: escalations });
  expect(world.received).toMatchObject([
    { name: "adaptiveCard/action", from: { id: alex.id }, value: { trigger: "automatic" } },
  ]);
});

test.each([
  [{ status: 200, body: { statusCode: 200, value: { results: [{ title: "A", value: "a" }] } } }, "choices"],
  [{ status: 200, body: { statusCode: 400, value: { code: "BadRequest", message: "no" } } }, "problem"],
  [{ status: 500, body: undefined }, "refused"],
])("of %j a picker is told %s", async (answer, kind) => {
  const world = await openWorld();
  world.botAnswers(() => answer);
  const wish = { ...where, conversationId: chat(world), dataset: "customers", text: "a" };

  expect((await world.connector.lookUpChoices(wish)).kind).toBe(kind);
  expect(world.received).toMatchObject([
    {
      name: "application/search",
      value: { queryText: "a", queryOptions: { skip: 0, top: 15 }, dataset: "customers" },
    },
  ]);
});
