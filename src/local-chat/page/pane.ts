import { createComposer, type Draft } from "./composer.js";
import { find } from "./dom.js";
import { createEarlierMessages } from "./earlier-messages.js";
import { isFollowing, reveal, showLinked, stayAtEnd } from "./log-scrolling.js";
import { createMessageList } from "./message-list.js";
import type { Viewer } from "./viewer.js";
import { showNotice } from "./notice-line.js";
import { findOpeners, showOpeners } from "./openers.js";
import type { Notice } from "./outcome-text.js";
import type { Texts } from "./texts.js";
import type { Welcome, WireMessage } from "./wire.js";

interface PaneOptions {
  readonly root: HTMLElement;
  readonly kind: "chat" | "channel";
  readonly mention: () => string;
  readonly onSend: (draft: Draft) => Promise<boolean>;
}

/** What a pane shows. */
export interface PaneContent {
  readonly model: Welcome;
  readonly conversationId: string;
  readonly viewer: Viewer;
}

/** One conversation: its messages, the bot's typing, a line of notice and the composer. */
export function createPane({ root, kind, mention, onSend }: PaneOptions) {
  const log = find(root, ".log", HTMLElement);
  const empty = find(root, ".empty", HTMLElement);
  const openers = find(root, ".openers", HTMLElement);
  const typing = find(root, ".typing", HTMLElement);
  const composer = createComposer({ form: find(root, "form", HTMLFormElement), mention, onSend });
  const onReply = (message: WireMessage) => {
    composer.replyTo(message);
  };
  const list = createMessageList(
    find(root, ".messages", HTMLElement),
    kind === "channel" ? onReply : undefined,
  );
  let shownFor = "";
  let texts: Texts | undefined;
  stayAtEnd(log);
  const updateEarlier = createEarlierMessages({
    log,
    button: find(root, ".earlier", HTMLButtonElement),
    list,
  });
  const say = (text: string): Promise<boolean> => onSend({ text, files: [] });
  const notice = find(root, ".notice", HTMLElement);

  return {
    update({ model, conversationId, viewer }: PaneContent): void {
      const owner = `${conversationId} ${viewer.me.aadObjectId}`;
      const isFirst = owner !== shownFor;
      if (isFirst) {
        list.clear();
        composer.changeOwner(owner);
        showNotice(notice, undefined, viewer.texts);
        shownFor = owner;
      }
      const wasFollowing = isFollowing(log);
      const messages = model.messages.filter((message) => message.conversationId === conversationId);
      const drawn = list.update(messages, viewer);
      ({ texts } = viewer);
      updateEarlier(texts);
      typing.hidden = !isTyping(model, conversationId, viewer.now);
      empty.hidden = messages.length > 0 || !typing.hidden;
      showOpeners(openers, kind === "chat" ? findOpeners(messages, viewer) : [], say);
      composer.update(viewer.texts, kind === "chat" ? viewer.texts.write : viewer.texts.writePost);
      reveal(log, { isFirst, isFollowing: wasFollowing, newest: drawn.at(-1) });
    },
    /** Whether a person has it before their eyes. */
    isSeen: () => root.checkVisibility() && document.visibilityState === "visible",
    showNotice(said: Notice | undefined, texts: Texts): void {
      showNotice(notice, said, texts);
    },
    /** Brings a message into sight and the focus to it; answers whether it is here. */
    showMessage(id: string): boolean {
      list.drawFrom(id);
      updateEarlier(texts);
      return showLinked(log, id);
    },
  };
}

function isTyping({ typing }: Welcome, conversationId: string, now: Date): boolean {
  const at = now.toISOString();
  return typing.some(
    (one) => one.conversationId === conversationId && (one.until === undefined || one.until > at),
  );
}
