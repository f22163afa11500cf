import { applyChange } from "./apply-change.js";
import { configureCards, type Click } from "./card-view.js";
import type { Draft } from "./composer.js";
import { createDialog } from "./dialog.js";
import { find } from "./dom.js";
import { findLinked, readLinkedId } from "./linked-message.js";
import { commandId, createMessageCommand } from "./message-command.js";
import { createMessageMenu } from "./message-menu.js";
import { describeOutcome } from "./outcome-text.js";
import { showPageTexts } from "./page-texts.js";
import { createPane } from "./pane.js";
import { findRefreshing } from "./refreshing.js";
import { act, listen, upload } from "./server.js";
import { createTabs } from "./tabs.js";
import { texts as allTexts } from "./texts.js";
import { createToolbar } from "./toolbar.js";
import type { Deed, Welcome, WireMessage, WireOutcome } from "./wire.js";

type PaneKind = "chat" | "channel";

let model: Welcome | undefined;
let opened = "";

configureCards();
const toolbar = createToolbar(find(document, ".topbar", HTMLElement), render);
const tabs = createTabs(find(document, ".tabs", HTMLElement));
const dialog = createDialog(find(document, "dialog", HTMLDialogElement));
const startCommand = createMessageCommand({ dialog, act });
const menu = createMessageMenu(({ id: messageId, conversationId }) => {
  const kind = conversationId === conversationOf("channel") ? "channel" : "chat";
  void startCommand({ ...acting(kind), messageId, commandId }, language().texts);
});
const mention = () => `@${model?.bot.name ?? ""}`;
const panes = { chat: createPaneOf("chat"), channel: createPaneOf("channel") };
render();

listen({
  welcome(received) {
    model = received;
    // Also after the server came back: it may have to be told again that somebody is here.
    opened = "";
    render();
    showLinkedMessage();
  },
  change(change) {
    if (model === undefined) {
      return;
    }
    const before = model;
    model = applyChange(before, change);
    render();
    noticeNews(before, model);
  },
  connected(isConnected) {
    find(document, ".disconnected", HTMLElement).hidden = isConnected;
  },
});
addEventListener("hashchange", showLinkedMessage);
// A typing activity ends by itself, without an event.
setInterval(() => {
  if (model?.typing.some(({ until }) => until !== undefined)) {
    render();
  }
}, 2000);

function createPaneOf(kind: PaneKind) {
  const root = find(document, `#pane-${kind}`, HTMLElement);
  return createPane({ root, kind, mention, onSend: (draft) => say(kind, draft) });
}

function render(): void {
  const { locale } = toolbar.preferences();
  const texts = allTexts[locale];
  showPageTexts({ locale, model });
  const me = toolbar.findMe(model?.people ?? []);
  if (model === undefined || me === undefined) {
    return;
  }
  const { people } = model;
  toolbar.update(people, me, texts);
  menu.update(texts);
  for (const kind of ["chat", "channel"] as const) {
    const onClick = (message: WireMessage, click: Click) => press(kind, message, click);
    const onConsent = (message: WireMessage, accepted: boolean) => consent(kind, message, accepted);
    const viewer = { me, people, locale, texts, onClick, onConsent, menu };
    panes[kind].update({ model, conversationId: conversationOf(kind), viewer });
  }
  openChats(me.aadObjectId);
}

/** Tells the bot, once per person, who has come to look. */
function openChats(person: string): void {
  if (opened === person) {
    return;
  }
  opened = person;
  void perform("chat", { ...acting("chat"), kind: "open" });
  void perform("channel", { ...acting("channel"), kind: "open" });
}

async function say(kind: PaneKind, { text, files: attached, threadId }: Draft): Promise<boolean> {
  const files = await upload(attached);
  if (files === undefined) {
    const { texts } = language();
    panes[kind].showNotice({ text: texts.notUploaded, tone: "error" }, texts);
    return false;
  }
  const said = kind === "chat" ? text : text.replaceAll(mention(), `<at>${model?.bot.name ?? ""}</at>`);
  const outcome = await perform(kind, { ...acting(kind), kind: "text", text: said, files, threadId });
  return outcome.kind === "delivered" || outcome.kind === "unheard";
}

async function press(kind: PaneKind, { id: messageId }: WireMessage, click: Click): Promise<void> {
  const outcome = await perform(kind, { ...acting(kind), ...click, messageId, inputs: {} });
  const { texts } = language();
  if (click.kind === "submit" && outcome.kind === "delivered" && !hidesFeedback(click.action.data)) {
    panes[kind].showNotice({ text: texts.sent, tone: "info" }, texts);
  }
}

async function consent(kind: PaneKind, { id: messageId }: WireMessage, accepted: boolean): Promise<void> {
  await perform(kind, { ...acting(kind), kind: "consent", messageId, accepted });
}

async function perform(kind: PaneKind, deed: Deed): Promise<WireOutcome> {
  const outcome = await act(deed);
  const { texts } = language();
  panes[kind].showNotice(describeOutcome(outcome, texts), texts);
  return outcome;
}

/** Opens on the message the address names, once: a later reload starts at the end again. */
function showLinkedMessage(): void {
  if (readLinkedId(location.hash) === null || model === undefined) {
    return;
  }
  const here = [conversationOf("chat"), conversationOf("channel")];
  const message = findLinked(location.hash, model.messages, here);
  history.replaceState(null, "", location.pathname);
  dialog.close();
  const kind = message?.conversationId === conversationOf("channel") ? "channel" : "chat";
  tabs.select(kind);
  if (message === null || !panes[kind].showMessage(message.id)) {
    const { texts } = language();
    panes[kind].showNotice({ text: texts.gone, tone: "error" }, texts);
  }
}

function noticeNews(before: Welcome, after: Welcome): void {
  const me = toolbar.findMe(after.people);
  const known = new Map(before.messages.map((message) => [message.id, message]));
  for (const kind of ["chat", "channel"] as const) {
    const here = after.messages.filter(({ conversationId }) => conversationId === conversationOf(kind));
    if (here.some(({ id, author }) => !known.has(id) && author.id !== me?.aadObjectId)) {
      tabs.markUnread(kind);
    }
    for (const message of me === undefined ? [] : findRefreshing(here, known, me)) {
      void act({ ...acting(kind), kind: "refresh", messageId: message.id });
    }
  }
}

function acting(kind: PaneKind) {
  const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
  const person = toolbar.findMe(model?.people ?? [])?.aadObjectId ?? "";
  return { person, conversationId: conversationOf(kind), locale: toolbar.preferences().locale, timezone };
}

function conversationOf(kind: PaneKind): string {
  const person = toolbar.findMe(model?.people ?? [])?.aadObjectId ?? "";
  return (kind === "chat" ? model?.personalChats[person] : model?.channel.id) ?? "";
}

function language() {
  const { locale } = toolbar.preferences();
  return { locale, texts: allTexts[locale] };
}

/** A bot may ask Teams not to say that the answer was sent. */
function hidesFeedback(data: unknown): boolean {
  return JSON.stringify(data ?? {}).includes('"feedback":{"hide":true');
}
