import { z } from "zod";
import { findConversation, type JsonObject, putMessage } from "./chat-state";
import type { BotAnswer } from "./bot-exchange";
import type { Outcome } from "./deed-outcome";
import type { LookUpRequest, QueryRequest, ShareRequest, TextRequest } from "./deed-requests";
import { createExtensionInvoke } from "./inbound-activity";
import { createOwnMessage, createSituation, type DeedContext } from "./person-deeds";

const Found = z.object({
  composeExtension: z.discriminatedUnion("type", [
    z.object({
      type: z.literal("result"),
      attachments: z.array(
        z.object({
          content: z.looseObject({ type: z.literal("AdaptiveCard") }),
          preview: z.object({ content: z.object({ title: z.string(), text: z.string().default("") }) }),
        }),
      ),
    }),
    z.object({ type: z.literal("message"), text: z.string() }),
  ]),
});

const Choices = z.object({
  statusCode: z.literal(200),
  value: z.object({ results: z.array(z.object({ title: z.string(), value: z.string() })) }),
});

/** The one search of the app, by the ids its manifest gives it. */
const search = { commandId: "searchCases", parameter: "text" } as const;

/** Asks the app's search as the box beside the composer does; with nothing typed as when it is opened. */
export async function queryCases(context: DeedContext, request: QueryRequest): Promise<Outcome> {
  const { text } = request;
  const typed = text === "" ? { name: "initialRun", value: "true" } : { name: search.parameter, value: text };
  const answer = await invoke(context, request, "composeExtension/query", {
    commandId: search.commandId,
    parameters: [typed],
    queryOptions: { skip: 0, count: 25 },
  });
  return readFound(answer);
}

function readFound(answer: BotAnswer | "gone" | undefined): Outcome {
  return readAnswer(answer, Found, ({ composeExtension: found }) =>
    found.type === "message"
      ? { kind: "notice", text: found.text }
      : {
          kind: "results",
          results: found.attachments.map(({ content: card, preview: { content } }) => ({ ...content, card })),
        },
  );
}

/**
 * What Teams shows below a message with a link to a case: it asks the app whose domain that is. Nothing where there is no
 * such link (null, at once), or where the bot says nothing of it.
 */
export function unfurlLink(
  context: DeedContext,
  { text, ...request }: TextRequest,
): Promise<readonly JsonObject[]> | null {
  const url = findOwnLink(text, new URL(context.serviceUrl()).host);
  return url === undefined ? null : askAboutLink(context, request, url);
}

async function askAboutLink(
  context: DeedContext,
  request: Omit<TextRequest, "text">,
  url: string,
): Promise<readonly JsonObject[]> {
  const outcome = readFound(await invoke(context, request, "composeExtension/queryLink", { url }));
  return outcome.kind === "results" ? outcome.results.slice(0, 1).map(({ card }) => card) : [];
}

function findOwnLink(text: string, host: string): string | undefined {
  const words = text.split(/[\s<>"「」（）]+/);
  return words.find((word) => {
    const url = URL.parse(word);
    return (
      url !== null && /^https?:$/.test(url.protocol) && url.host === host && /^\/cases\//.test(url.pathname)
    );
  });
}

/** Asks for what a picker of a card can be filled with. */
export async function lookUpChoices(
  context: DeedContext,
  { dataset, text, ...request }: LookUpRequest,
): Promise<Outcome> {
  const answer = await invoke(context, request, "application/search", {
    kind: "search",
    queryText: text,
    queryOptions: { skip: 0, top: 15 },
    dataset,
  });
  return readAnswer(answer, Choices, ({ value }) => ({ kind: "choices", choices: value.results }));
}

/** Posts a card that was found, as the person's own message; the bot is not told. */
export function shareCard(context: DeedContext, request: ShareRequest): Promise<Outcome> {
  const { store } = context;
  const conversation = findConversation(store.read(), request.conversationId);
  if (conversation === undefined || conversation.closed === "deleted") {
    return Promise.resolve({ kind: "gone" });
  }
  const situation = createSituation(context, request, conversation);
  const threadId = conversation.kind === "channel" ? situation.id : undefined;
  const message = { ...createOwnMessage(situation, threadId, "", []), cards: [request.card] };
  store.change((state) => putMessage(state, message));
  return Promise.resolve({ kind: "delivered" });
}

async function invoke(
  context: DeedContext,
  request: Omit<QueryRequest, "text">,
  name: string,
  value: Readonly<Record<string, unknown>>,
): Promise<BotAnswer | "gone" | undefined> {
  const conversation = findConversation(context.store.read(), request.conversationId);
  if (conversation === undefined || conversation.closed !== undefined) {
    return "gone";
  }
  const situation = createSituation(context, request, conversation);
  return context.deliveries.deliver(createExtensionInvoke(situation, name, value));
}

/** `undefined` stands for a bot that could not be reached. */
function readAnswer<Body>(
  answer: BotAnswer | "gone" | undefined,
  schema: z.ZodType<Body>,
  read: (body: Body) => Outcome,
): Outcome {
  if (answer === "gone") {
    return { kind: "gone" };
  }
  if (answer === undefined) {
    return { kind: "unreachable" };
  }
  if (answer.status !== 200) {
    return { kind: "refused", status: answer.status };
  }
  const parsed = schema.safeParse(answer.body);
  return parsed.success ? read(parsed.data) : { kind: "problem", code: 200, text: "" };
}
