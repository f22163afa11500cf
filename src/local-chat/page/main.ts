import { applyChange } from "./apply-change.js";
import { configureCards } from "./card-view.js";
import { createCaseSearch } from "./case-search.js";
import { createChannelBar } from "./channel-bar.js";
import { createConnectorPanel } from "./connector-panel.js";
import { createDialog } from "./dialog.js";
import { find } from "./dom.js";
import { findLinked, readLinkedId } from "./linked-message.js";
import { lookUpChoices } from "./look-up.js";
import { commandId, createMessageCommand } from "./message-command.js";
import { createMessageMenu } from "./message-menu.js";
import { showPageTexts } from "./page-texts.js";
import { createPane } from "./pane.js";
import { createPaneDeeds } from "./pane-deeds.js";
import { findRefreshing } from "./refreshing.js";
import { act, listen } from "./server.js";
import { showNews } from "./show-news.js";
import { createStanding, type PaneKind, paneKinds } from "./standing.js";
import { createTabs } from "./tabs.js";
import { createToolbar } from "./toolbar.js";
import type { Viewer } from "./viewer.js";
import type { Welcome } from "./wire.js";

// Everything that stands on the page meets here, which is why this is the longest of its modules.

/** Persons and conversations of which the bot has been told that somebody looks. */
let opened: readonly string[] = [];

configureCards();
const toolbar = createToolbar(find(document, ".topbar", HTMLElement), render);
const standing = createStanding(toolbar);
const { acting, conversationOf, language } = standing;
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
const deeds = createPaneDeeds({
  standing,
  tell(kind, notice) {
    panes[kind].showNotice(notice, language().texts);
  },
});
const panes = { chat: createPaneOf("chat"), channel: createPaneOf("channel") };
const channels = createChannelBar({
  root: find(document, "#pane-channel", HTMLElement),
  rename: find(document, "#rename", HTMLDialogElement),
  onSelect(id) {
    standing.chooseChannel(id);
    render();
  },
  onDeed: (deed) => void deeds.changeTeam(deed),
});
const panel = createConnectorPanel({
  root: find(document, "#panel", HTMLElement),
  opener: find(document, ".open-panel", HTMLButtonElement),
  onTime: standing.setTime,
});
render();

listen({
  welcome(received) {
    standing.learn(received);
    standing.setTime(received.now);
    // Also after the server came back: it may have to be told again that somebody is here, and can be reached.
    opened = [];
    for (const kind of paneKinds) {
      panes[kind].showNotice(undefined, language().texts);
    }
    render();
    showLinkedMessage();
  },
  change(change) {
    const before = standing.model();
    if (before === undefined) {
      return;
    }
    const after = applyChange(before, change);
    standing.learn(after);
    standing.setTime(change.now);
    render();
    refreshNews(before, after);
  },
  connected(isConnected) {
    find(document, ".disconnected", HTMLElement).hidden = isConnected;
  },
});
addEventListener("hashchange", showLinkedMessage);
document.addEventListener("visibilitychange", render);
// A typing activity ends by itself, without an event.
setInterval(() => {
  if (standing.model()?.typing.some(({ until }) => until !== undefined)) {
    render();
  }
}, 2000);

function createPaneOf(kind: PaneKind) {
  const root = find(document, `#pane-${kind}`, HTMLElement);
  find(root, ".find-case", HTMLButtonElement).onclick = () => {
    caseSearch.open(acting(conversationOf(kind)));
  };
  return createPane({ root, kind, mention: standing.mention, onSend: (draft) => deeds.say(kind, draft) });
}

function render(): void {
  const { locale, texts } = language();
  const model = standing.model();
  showPageTexts({ locale, model, channelName: standing.channel()?.name ?? "" });
  panel.update(texts, locale);
  const me = standing.me();
  if (model === undefined || me === undefined) {
    return;
  }
  toolbar.update(model.people, me, texts);
  menu.update(texts);
  for (const kind of paneKinds) {
    const viewer = viewerOf(kind, model, me);
    panes[kind].update({ model, conversationId: conversationOf(kind), viewer });
  }
  showNews({ standing, panes, toolbar, tabs, channels }, model, me);
  openChats(me.aadObjectId);
}

function viewerOf(kind: PaneKind, { people }: Welcome, me: Viewer["me"]): Viewer {
  return {
    ...{ me, people, ...language(), now: standing.now(), menu },
    onClick: (message, click) => deeds.press(kind, message, click),
    onConsent: (message, accepted) => deeds.consent(kind, message, accepted),
    lookUp: ({ conversationId }, dataset, text) =>
      lookUpChoices({ act, target: acting(conversationId), dataset, text }),
  };
}

/** Tells the bot, once per person, who has come to look. */
function openChats(person: string): void {
  for (const kind of paneKinds) {
    const place = `${person} ${conversationOf(kind)}`;
    if (!opened.includes(place)) {
      opened = [...opened, place];
      void deeds.open(kind);
    }
  }
}

/** Opens on the message the address names, once: a later reload starts at the end again. */
function showLinkedMessage(): void {
  const model = standing.model();
  if (readLinkedId(location.hash) === null || model === undefined) {
    return;
  }
  const inTeam = model.team.channels.map(({ id }) => id);
  const message = findLinked(location.hash, model.messages, [conversationOf("chat"), ...inTeam]);
  history.replaceState(null, "", location.pathname);
  dialog.close();
  const kind = message !== null && inTeam.includes(message.conversationId) ? "channel" : "chat";
  if (message !== null && kind === "channel") {
    standing.chooseChannel(message.conversationId);
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
  const me = standing.me();
  if (me === undefined) {
    return;
  }
  const known = new Map(before.messages.map((message) => [message.id, message]));
  for (const kind of paneKinds) {
    const here = after.messages.filter(({ conversationId }) => conversationId === conversationOf(kind));
    for (const message of findRefreshing(here, known, me)) {
      void act({ ...acting(message.conversationId), kind: "refresh", messageId: message.id });
    }
  }
}
