import { createLocalConnector } from "../../src/local-chat/connector";
import type { BotAnswer, InboundActivity } from "../../src/local-chat/bot-exchange";
import type { LocalConnectorOptions } from "../../src/local-chat/local-connector";
import type { Person } from "../../src/local-chat/participants";
import { localPeople, localTenantId } from "../../src/local-chat/people";

export const [mei, alex, jordan] = readPeople();

export const escalations = "19:local-escalations@thread.tacv2";
export const azureDesk = "19:local-azure-desk@thread.tacv2";

export const bot = { id: "28:the-bot", name: "Partner Support" };

/** A chat with a fixed clock, counted ids and a bot that answers as the test says. */
export function createWorld(options: Partial<LocalConnectorOptions> = {}) {
  const received: InboundActivity[] = [];
  let answer: (activity: InboundActivity) => BotAnswer = () => ({ status: 200, body: undefined });
  let made = 0;
  const connector = createLocalConnector({
    people: localPeople,
    tenantId: localTenantId,
    bot,
    serviceUrl: "http://127.0.0.1:3978/connector/",
    now: () => new Date("2026-11-20T06:03:11.500Z"),
    newId: () => String(++made),
    ...options,
    postToBot(activity) {
      received.push(activity);
      return Promise.resolve().then(() => answer(activity));
    },
  });
  return {
    connector,
    received,
    /** What the bot answers from now on. */
    botAnswers(next: (activity: InboundActivity) => BotAnswer) {
      answer = next;
    },
    messages: () => connector.snapshot().state.messages,
  };
}

export type World = ReturnType<typeof createWorld>;

export function cardActivity(card: Readonly<Record<string, unknown>>) {
  return {
    type: "message",
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: card }],
  };
}

export function createCard(text: string, more: Readonly<Record<string, unknown>> = {}) {
  return { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text }], ...more };
}

export function cardAnswer(card: Readonly<Record<string, unknown>>): BotAnswer {
  const type = "application/vnd.microsoft.card.adaptive";
  return { status: 200, body: { statusCode: 200, type, value: card } };
}

/** Posts as the bot and answers the id of the new message. */
export async function postAsBot(
  { connector, messages }: World,
  conversationId: string,
  body: unknown,
): Promise<string> {
  const path = `v3/conversations/${encodeURIComponent(conversationId)}/activities`;
  const answer = await connector.handle({ method: "POST", path, body });
  expect(answer.status).toBe(201);
  return messages().at(-1)?.id ?? "";
}

function readPeople(): readonly [Person, Person, Person] {
  const [first, second, third] = localPeople;
  if (first === undefined || second === undefined || third === undefined) {
    throw new Error("The local chat has three people.");
  }
  return [first, second, third];
}
