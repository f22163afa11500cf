import type { ChatState } from "../../src/local-chat/chat-state";
import { cardActivity, cardAnswer, createCard, createWorld, escalations, mei, postAsBot } from "./chat-world";

async function createTranscript(): Promise<ChatState> {
  const saved: ChatState[] = [];
  const world = createWorld({ onChange: (state) => saved.push(state) });
  await world.connector.openPersonalChat({ person: mei });
  const messageId = await postAsBot(world, escalations, cardActivity(createCard("question")));
  world.botAnswers(() => cardAnswer(createCard("verdict")));
  await world.connector.execute({ person: mei, conversationId: escalations, messageId, action: {} });
  const last = saved.at(-1);
  if (last === undefined) {
    throw new Error("Nothing was saved.");
  }
  return last;
}

test("a transcript comes back from its file as it was, personal views included", async () => {
  const saved = await createTranscript();

  const world = createWorld({ initial: JSON.parse(JSON.stringify(saved)) });

  expect(world.connector.snapshot().state).toEqual(JSON.parse(JSON.stringify(saved)));
  await world.connector.openPersonalChat({ person: mei });
  expect(world.received).toEqual([]);
});

test.each([
  ["nothing", undefined],
  ["a text", "not JSON at all"],
  ["an older version", { version: 0, conversations: [], messages: [] }],
  ["a broken message", { version: 1, conversations: [], messages: [{ id: 1 }] }],
])("%s is an empty chat and no crash", async (_name, initial) => {
  const world = createWorld({ initial });

  expect(world.messages()).toEqual([]);
  await postAsBot(world, escalations, { text: "works" });
  expect(world.messages()).toHaveLength(1);
});

test("a long chat forgets its oldest messages", async () => {
  const world = createWorld();

  for (let count = 0; count < 605; count++) {
    await postAsBot(world, escalations, { text: String(count) });
  }

  expect(world.messages()).toHaveLength(600);
  expect(world.messages()[0]?.text).toBe("5");
});
