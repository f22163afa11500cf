import { findConversation, findMessage, putConversation, putMessage, removeMessage } from "./chat-state";
import type { ChatMessage, Conversation, JsonObject } from "./chat-state";
import type { Outcome } from "./deed-outcome";
import type { OpenRequest, TextRequest, Whereabouts, ClickRequest, ConsentRequest } from "./deed-requests";
import type { Person } from "./participants";
import { type Deliveries, toOutcome } from "./deliveries";
import { createExecute, createMessage, createSubmit, mentionOf } from "./inbound-activity";
import type { Situation } from "./inbound-activity";
import { createInstallation, createMembersAdded } from "./team-activity";
import { createConsent, toAttachment } from "./file-activity";
import type { FileShelf, ShelvedFile } from "./file-shelf";
import { readInvokeAnswer } from "./invoke-answer";
import type { RouteContext } from "./route";

/** What the deeds of people are done with. */
export interface DeedContext extends RouteContext {
  readonly serviceUrl: () => string;
  readonly deliveries: Deliveries;
  readonly shelf: FileShelf;
}

type Actor = Whereabouts & { readonly person: Person };

const gone: Outcome = { kind: "gone" };

/** The first time, tells the bot that it was installed; a bot that missed it is told again next time. */
export async function install(
  context: DeedContext,
  actor: OpenRequest,
  conversation: Conversation,
): Promise<Outcome> {
  const { store, deliveries } = context;
  if (conversation.installed) {
    return { kind: "delivered" };
  }
  store.change((state) => putConversation(state, conversation));
  const answered = store.awaitAnswer(conversation.id);
  const answer = await deliveries.deliver(createInstallation(createSituation(context, actor, conversation)));
  const outcome = toOutcome(answer);
  if (outcome.kind === "delivered") {
    store.change((state) => putConversation(state, { ...conversation, installed: true }));
    await deliveries.deliver(createMembersAdded(createSituation(context, actor, conversation)));
  }
  answered();
  return outcome;
}

/** Says something; `cards` stand below the words, as Teams adds what it was told of a link. */
export async function sendText(
  context: DeedContext,
  request: TextRequest,
  cards: readonly JsonObject[] = [],
): Promise<Outcome> {
  const { store, deliveries, bot } = context;
  const conversation = findConversation(store.read(), request.conversationId);
  if (conversation === undefined || conversation.closed === "deleted") {
    return gone;
  }
  const situation = createSituation(context, request, conversation);
  const threadId = conversation.kind === "channel" ? (request.threadId ?? situation.id) : undefined;
  const files = (request.files ?? []).flatMap((id) => context.shelf.find(id)?.file ?? []);
  const message = { ...createOwnMessage(situation, threadId, request.text, files), cards: [...cards] };
  store.change((state) => putMessage(state, message));
  const isMentioned = conversation.closed === undefined && request.text.includes(mentionOf(bot));
  if (conversation.kind === "channel" && !isMentioned) {
    return { kind: "unheard" };
  }
  const answered = store.awaitAnswer(conversation.id);
  const outcome = toOutcome(
    await deliveries.deliver(
      createMessage({ ...situation, threadId }, request.text, files.map(attach(situation))),
    ),
  );
  answered();
  if (outcome.kind !== "delivered") {
    // Taken back, so that the words can stand in the composer again without being said twice.
    store.stopTyping(conversation.id);
    store.change((state) => removeMessage(state, message));
  }
  return outcome;
}

function attach({ serviceUrl }: Situation) {
  return (file: ShelvedFile) => toAttachment(file, new URL(serviceUrl).origin);
}

/** Accepts or declines a file the bot offers; accepted, a place is made for it first. */
export async function answerOffer(context: DeedContext, request: ConsentRequest): Promise<Outcome> {
  const clicked = findClicked(context, request);
  const offer = clicked?.message.offer;
  if (clicked === undefined || offer === undefined) {
    return gone;
  }
  const { accepted, messageId } = request;
  const { name, acceptContext, declineContext } = offer;
  const place = accepted ? context.shelf.reserve(name) : "";
  const consent = { accepted, name, place, context: accepted ? acceptContext : declineContext };
  const situation = createSituation(context, request, clicked.conversation, clicked.message);
  return toOutcome(await context.deliveries.deliver(createConsent(situation, consent, messageId)));
}

/** Presses a button of the card; what comes back replaces the card for this person alone. */
export async function execute(context: DeedContext, request: ClickRequest): Promise<Outcome> {
  const { store, deliveries } = context;
  const clicked = findClicked(context, request);
  if (clicked === undefined) {
    return gone;
  }
  const { action, inputs, trigger = "manual", messageId: replyToId } = request;
  const data = mergeInputs(action.data, inputs);
  const activity = createExecute(createSituation(context, request, clicked.conversation, clicked.message), {
    action,
    data,
    trigger,
    replyToId,
  });
  const answered = trigger === "manual" ? store.awaitAnswer(clicked.conversation.id) : undefined;
  const { outcome, card } = readInvokeAnswer(await deliveries.deliver(activity));
  answered?.();
  const message = findMessage(store.read(), request.conversationId, replyToId);
  if (card !== undefined && message !== undefined) {
    const views = { ...message.views, [request.person.aadObjectId]: card };
    store.change((state) => putMessage(state, { ...message, views }));
  }
  return outcome;
}

/** Sends a click on Action.Submit, which reaches the bot as a message without words. */
export async function submit(context: DeedContext, request: ClickRequest): Promise<Outcome> {
  const clicked = findClicked(context, request);
  if (clicked === undefined) {
    return gone;
  }
  const value = mergeInputs(request.action.data, request.inputs);
  const situation = createSituation(context, request, clicked.conversation, clicked.message);
  const answered = context.store.awaitAnswer(clicked.conversation.id);
  const answer = await context.deliveries.deliver(createSubmit(situation, value, request.messageId));
  answered();
  return toOutcome(answer);
}

/** The message a click is about, and where it stands; undefined when it is gone. */
export function findClicked(
  { store }: DeedContext,
  { conversationId, messageId }: Pick<ClickRequest, "conversationId" | "messageId">,
) {
  const conversation = findConversation(store.read(), conversationId);
  const message = findMessage(store.read(), conversationId, messageId);
  return conversation === undefined || message === undefined ? undefined : { conversation, message };
}

/** A person at this moment, with an id for what is about to be sent. */
export function createSituation(
  context: DeedContext,
  actor: Actor,
  conversation: Conversation,
  { threadId }: { readonly threadId?: string } = {},
): Situation {
  const { bot, tenantId, team, now, newId } = context;
  const { person, locale, timezone } = actor;
  const common = { bot, tenantId, team, person, locale, timezone, conversation, threadId };
  return { ...common, serviceUrl: context.serviceUrl(), id: newId(), at: now() };
}

/** The message of a person as their own chat shows it. */
export function createOwnMessage(
  situation: Situation,
  threadId: string | undefined,
  text: string,
  files: readonly ShelvedFile[],
): ChatMessage {
  const { id, at, person, conversation } = situation;
  return {
    id,
    conversationId: conversation.id,
    threadId,
    author: { kind: "person", id: person.aadObjectId, name: person.name },
    sentAt: at.toISOString(),
    text,
    ...(files.length === 0 ? {} : { files: files.map(({ id, name, size }) => ({ id, name, size })) }),
    cards: [],
    views: {},
    suggestions: [],
  };
}

/** Inputs win over data of the same name; data that are no object cannot be merged into. */
export function mergeInputs(data: unknown, inputs: ClickRequest["inputs"] = {}) {
  return { ...(typeof data === "object" ? data : {}), ...inputs };
}
