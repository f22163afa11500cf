import { allTexts } from "./all-texts.js";
import { applyChange } from "./apply-change.js";
import { configureCards, type Click } from "./card-view.js";
import { createCaseSearch } from "./case-search.js";
import { createChannelBar, type ChannelDeed } from "./channel-bar.js";
import type { Draft } from "./composer.js";
import { createConnectorPanel } from "./connector-panel.js";
import { createDialog } from "./dialog.js";
import { find } from "./dom.js";
import { findLinked, readLinkedId } from "./linked-message.js";
import { lookUpChoices } from "./look-up.js";
import { commandId, createMessageCommand } from "./message-command.js";
import { createMessageMenu } from "./message-menu.js";
import { addNews, countNews, markSeen } from "./news.js";
import { describeOutcome } from "./outcome-text.js";
import { showPageTexts } from "./page-texts.js";
import { createPane } from "./pane.js";
import { findRefreshing } from "./refreshing.js";
import { act, listen, upload } from "./server.js";
import { createTabs } from "./tabs.js";
import { createToolbar } from "./toolbar.js";
import type { Deed, Welcome, WireChannel, WireMessage, WireOutcome, WirePerson } from "./wire.js";

// Everything that stands on the page meets here, which is why this is the longest of its modules.

type PaneKind = "chat" | "channel";
const kinds: readonly PaneKind[] = ["chat", "channel"];

let model: Welcome | undefined;
let opened: readonly string[] = [];
let chosenChannel = "";
/** Milliseconds the clock of the chat is ahead of this one. */
let ahead = 0;

configureCards();
const toolbar = createToolbar(find(document, ".topbar", HTMLElement), render);
const tabs = createTabs(find(document, ".tabs", HTMLElement), render);
const dialog = createDialog(find(document, "#dialog", HTMLDialogElement));
const startCommand = createMessageCommand({ dialog, act });
const menu = createMessageMenu(({ id: messageId, conversationId }) => {
  void startCommand({ ...acting(conversationId), messageId, commandId }, language().texts);
});
const caseSearch = createCaseSearch({
  element: find(document, "#find-case", HTMLDialogElement),
  act,
  texts: () => language().texts,
});
const mention = () => `@${model?.bot.name ?? ""}`;
const panes = { chat: createPaneOf("chat"), channel: createPaneOf("channel") };
const channels = createChannelBar({
  root: find(document, "#pane-channel", HTMLElement),
  rename: find(document, "#rename", HTMLDialogElement),
  onSelect(id) {
    chosenChannel = id;
    render();
  },
  onDeed: (deed) => void changeTeam(deed),
});
const panel = createConnectorPanel({
  root: find(document, "#panel", HTMLElement),
  opener: find(document, ".open-panel", HTMLButtonElement),
  onTime: setTime,
});
render();

listen({
  welcome(received) {
    model = received;
    setTime(received.now);
    // Also after the server came back: it may have to be told again that somebody is here.
    opened = [];
    render();
    showLinkedMessage();
  },
  change(change) {
    if (model === undefined) {
      return;
    }
    const before = model;
    model = applyChange(before, change);
    setTime(change.now);
    render();
    refreshNews(before, model);
  },
  connected(isConnected) {
    find(document, ".disconnected", HTMLElement).hidden = isConnected;
  },
});
addEventListener("hashchange", showLinkedMessage);
document.addEventListener("visibilitychange", render);
// A typing activity ends by itself, without an event.
setInterval(() => {
  if (model?.typing.some(({ until }) => until !== undefined)) {
    render();
  }
}, 2000);

function createPaneOf(kind: PaneKind) {
  const root = find(document, `#pane-${kind}`, HTMLElement);
  find(root, ".find-case", HTMLButtonElement).onclick = () => {
    caseSearch.open(acting(conversationOf(kind)));
  };
  return createPane({ root, kind, mention, onSend: (draft) => say(kind, draft) });
}

function render(): void {
  const { locale } = toolbar.preferences();
  const texts = allTexts[locale];
  const channel = shownChannel();
  showPageTexts({ locale, model, channelName: channel?.name ?? "" });
  panel.update(texts, locale);
  const me = findMe();
  if (model === undefined || me === undefined) {
    return;
  }
  const { people } = model;
  toolbar.update(people, me, texts);
  menu.update(texts);
  const now = new Date(Date.now() + ahead);
  for (const kind of kinds) {
    const onClick = (message: WireMessage, click: Click) => press(kind, message, click);
    const onConsent = (message: WireMessage, accepted: boolean) => consent(kind, message, accepted);
    const lookUp = ({ conversationId }: WireMessage, dataset: string, text: string) =>
      lookUpChoices({ act, target: acting(conversationId), dataset, text });
    const viewer = { me, people, locale, texts, now, onClick, onConsent, lookUp, menu };
    panes[kind].update({ model, conversationId: conversationOf(kind), viewer });
  }
  showNews(model, me, channel);
  openChats(me.aadObjectId);
}

/** What is before the eyes counts as seen; for the rest there are badges. */
function showNews(
  { messages, people, team }: Welcome,
  me: WirePerson,
  channel: WireChannel | undefined,
): void {
  const { texts } = language();
  const shown = kinds.filter((kind) => panes[kind].isSeen()).map(conversationOf);
  const { seen: before } = toolbar.preferences();
  const seen = shown.reduce((known, id) => markSeen(messages, me, id, known), before);
  toolbar.keepSeen(seen);
  const newsOf = (id: string, person = me) => countNews(messages, person, id, seen);
  const inTeam = (person: WirePerson) => team.channels.map(({ id }) => newsOf(id, person));
  tabs.showNews("chat", newsOf(conversationOf("chat")), texts);
  tabs.showNews("channel", addNews(inTeam(me)), texts);
  const ofOthers = (person: WirePerson) => {
    const { mentions } = addNews([newsOf(chatOf(person), person), ...inTeam(person)]);
    // Only what is meant for them: posts for everybody are no reason to become somebody else.
    return { unread: person === me ? 0 : mentions, mentions: person === me ? 0 : mentions };
  };
  toolbar.showNews(ofOthers, people, texts);
  if (channel !== undefined) {
    channels.update({ team, selected: channel, newsOf, texts });
  }
}

/** Tells the bot, once per person, who has come to look; in a channel only the cards are refreshed. */
function openChats(person: string): void {
  for (const kind of kinds) {
    const place = `${person} ${conversationOf(kind)}`;
    if (!opened.includes(place)) {
      opened = [...opened, place];
      void perform(kind, { ...acting(conversationOf(kind)), kind: "open" });
    }
  }
}

async function say(kind: PaneKind, { text, files: attached, threadId }: Draft): Promise<boolean> {
  const { texts } = language();
  const there = acting(conversationOf(kind));
  const files = await upload(attached);
  if (files === undefined) {
    panes[kind].showNotice({ text: texts.notUploaded, tone: "error" }, texts);
    return false;
  }
  const isHeard = kind === "chat" || model?.team.isAdded === true;
  const said = kind === "chat" ? text : text.replaceAll(mention(), `<at>${model?.bot.name ?? ""}</at>`);
  const outcome = await perform(kind, { ...there, kind: "text", text: said, files, threadId });
  if (outcome.kind === "unheard" && !isHeard) {
    panes[kind].showNotice({ text: texts.notInTeam, tone: "info" }, texts);
  }
  return outcome.kind === "delivered" || outcome.kind === "unheard";
}

async function press(kind: PaneKind, message: WireMessage, click: Click): Promise<void> {
  const { id: messageId, conversationId } = message;
  const outcome = await perform(kind, { ...acting(conversationId), ...click, messageId, inputs: {} });
  const { texts } = language();
  if (click.kind === "submit" && outcome.kind === "delivered" && !hidesFeedback(click.action.data)) {
    panes[kind].showNotice({ text: texts.sent, tone: "info" }, texts);
  }
}

async function consent(kind: PaneKind, message: WireMessage, accepted: boolean): Promise<void> {
  const { id: messageId, conversationId } = message;
  await perform(kind, { ...acting(conversationId), kind: "consent", messageId, accepted });
}

async function changeTeam(deed: ChannelDeed): Promise<void> {
  await perform("channel", { ...acting(conversationOf("channel")), ...deed });
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
  const inTeam = model.team.channels.map(({ id }) => id);
  const message = findLinked(location.hash, model.messages, [conversationOf("chat"), ...inTeam]);
  history.replaceState(null, "", location.pathname);
  dialog.close();
  const kind = message !== null && inTeam.includes(message.conversationId) ? "channel" : "chat";
  if (message !== null && kind === "channel") {
    chosenChannel = message.conversationId;
  }
  tabs.select(kind);
  render();
  if (message === null || !panes[kind].showMessage(message.id)) {
    const { texts } = language();
    panes[kind].showNotice({ text: texts.gone, tone: "error" }, texts);
  }
}

/** Asks for the person's own view of the cards that came to what is open; others are asked for when they are opened. */
function refreshNews(before: Welcome, after: Welcome): void {
  const me = findMe();
  const known = new Map(before.messages.map((message) => [message.id, message]));
  for (const kind of me === undefined ? [] : kinds) {
    const here = after.messages.filter(({ conversationId }) => conversationId === conversationOf(kind));
    for (const message of me === undefined ? [] : findRefreshing(here, known, me)) {
      void act({ ...acting(message.conversationId), kind: "refresh", messageId: message.id });
    }
  }
}

function acting(conversationId: string) {
  const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
  return {
    person: findMe()?.aadObjectId ?? "",
    conversationId,
    locale: toolbar.preferences().locale,
    timezone,
  };
}

function findMe(): WirePerson | undefined {
  return toolbar.findMe(model?.people ?? []);
}

function shownChannel(): WireChannel | undefined {
  const all = model?.team.channels ?? [];
  return all.find(({ id }) => id === chosenChannel) ?? all[0];
}

function conversationOf(kind: PaneKind): string {
  const me = findMe();
  return kind === "channel" ? (shownChannel()?.id ?? "") : me === undefined ? "" : chatOf(me);
}

function chatOf({ aadObjectId }: WirePerson): string {
  return model?.personalChats[aadObjectId] ?? "";
}

function setTime(now: string): void {
  ahead = Date.parse(now) - Date.now();
}

function language() {
  const { locale } = toolbar.preferences();
  return { locale, texts: allTexts[locale] };
}

/** A bot may ask Teams not to say that the answer was sent. */
function hidesFeedback(data: unknown): boolean {
  return JSON.stringify(data ?? {}).includes('"feedback":{"hide":true');
}
