import { createComposer, type Draft } from "./composer.js";
import { find, make } from "./dom.js";
import { createMessageList } from "./message-list.js";
import type { Viewer } from "./message-view.js";
import { showNotice } from "./notice-line.js";
import type { Notice } from "./outcome-text.js";
import type { Texts } from "./texts.js";
import type { Welcome, WireMessage } from "./wire.js";

interface PaneOptions {
  readonly root: HTMLElement;
  readonly kind: "chat" | "channel";
  readonly mention: () => string;
  readonly onSend: (draft: Draft) => Promise<boolean>;
}

export interface PaneContent {
  readonly model: Welcome;
  readonly conversationId: string;
  readonly viewer: Viewer;
}

/** How far from the end a person may have scrolled and still be taken for following the chat. */
const followingPixels = 120;

/** One conversation: its messages, the bot's typing, a line of notice and the composer. */
export function createPane({ root, kind, mention, onSend }: PaneOptions) {
  const log = find(root, ".log", HTMLElement);
  const empty = find(root, ".empty", HTMLElement);
  const openers = find(root, ".openers", HTMLElement);
  const typing = find(root, ".typing", HTMLElement);
  const earlier = find(root, ".earlier", HTMLButtonElement);
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
  const watchEarlier = callWhenNear(log, earlier, showEarlier);
  earlier.onclick = showEarlier;

  /** Draws some more above, without moving what is before the eyes. */
  function showEarlier(): void {
    const hadFocus = document.activeElement === earlier;
    const toEnd = log.scrollHeight - log.scrollTop;
    readSilently(log);
    const drawn = list.drawEarlier();
    updateEarlier();
    log.scrollTo({ top: log.scrollHeight - toEnd, behavior: "instant" });
    const newest = drawn.at(-1);
    if (hadFocus && newest !== undefined) {
      // Whoever asked by keyboard goes on from here upwards.
      newest.tabIndex = -1;
      newest.focus();
    }
  }

  function updateEarlier(): void {
    const count = list.countEarlier();
    earlier.hidden = count === 0;
    earlier.textContent = texts?.earlier(count) ?? "";
    watchEarlier();
  }

  return {
    update({ model, conversationId, viewer }: PaneContent): void {
      const owner = `${conversationId} ${viewer.me.aadObjectId}`;
      const isFirst = owner !== shownFor;
      if (isFirst) {
        list.clear();
        composer.changeOwner(owner);
        shownFor = owner;
      }
      const isFollowing = log.scrollHeight - log.scrollTop - log.clientHeight < followingPixels;
      const messages = model.messages.filter((message) => message.conversationId === conversationId);
      const drawn = list.update(messages, viewer);
      ({ texts } = viewer);
      updateEarlier();
      typing.hidden = !isTyping(model, conversationId, viewer.now);
      empty.hidden = messages.length > 0 || !typing.hidden;
      showOpeners(openers, kind === "chat" ? findOpeners(messages, viewer) : [], onSend);
      composer.update(viewer.texts, kind === "chat" ? viewer.texts.write : viewer.texts.writePost);
      reveal(log, { isFirst, isFollowing, newest: drawn.at(-1) });
    },
    /** Whether a person has it before their eyes. */
    isSeen: () => root.checkVisibility() && document.visibilityState === "visible",
    showNotice(notice: Notice | undefined, texts: Texts): void {
      showNotice(find(root, ".notice", HTMLElement), notice, texts);
    },
    /** Brings a message into sight and the focus to it; answers whether it is here. */
    showMessage(id: string): boolean {
      list.drawFrom(id);
      updateEarlier();
      const message = log.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(id)}"]`);
      if (message === null) {
        return false;
      }
      message.tabIndex = -1;
      message.focus({ preventScroll: true });
      message.scrollIntoView({ block: "center", behavior: "instant" });
      message.classList.add("linked");
      message.addEventListener("blur", () => {
        message.classList.remove("linked");
      });
      return true;
    },
  };
}

function isTyping({ typing }: Welcome, conversationId: string, now: Date): boolean {
  const at = now.toISOString();
  return typing.some(
    (one) => one.conversationId === conversationId && (one.until === undefined || one.until > at),
  );
}

/** What the bot suggests; before the person's first words, what the page suggests. */
function findOpeners(messages: readonly WireMessage[], { me, texts }: Viewer): readonly Opener[] {
  const suggested = messages.at(-1)?.suggestions ?? [];
  if (suggested.length > 0) {
    return suggested;
  }
  const isNew = !messages.some(({ author }) => author.id === me.aadObjectId);
  return isNew ? texts.openers.map((text) => ({ title: text, value: text })) : [];
}

interface Opener {
  readonly title: string;
  readonly value: string;
}

function showOpeners(box: HTMLElement, wanted: readonly Opener[], onSend: PaneOptions["onSend"]): void {
  box.hidden = wanted.length === 0;
  const shown = [...box.children].map(({ textContent }) => textContent);
  if (shown.join("\n") === wanted.map(({ title }) => title).join("\n")) {
    return;
  }
  const buttons = wanted.map(({ title, value }) => {
    const button = make("button", { class: "opener", text: title, attributes: { type: "button" } });
    button.onclick = () => void onSend({ text: value, files: [] });
    return button;
  });
  box.replaceChildren(...buttons);
}

/** When a notice or a keyboard takes room away, the last message stays in sight if it was. */
function stayAtEnd(log: HTMLElement): void {
  let isAtEnd = true;
  log.addEventListener("scroll", () => {
    isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 4;
  });
  new ResizeObserver(() => {
    if (isAtEnd) {
      log.scrollTo({ top: log.scrollHeight, behavior: "instant" });
    }
  }).observe(log);
}

/** What comes in above is no news, so a screen reader is not told of it. */
function readSilently(log: HTMLElement): void {
  log.setAttribute("aria-live", "off");
  setTimeout(() => {
    log.removeAttribute("aria-live");
  }, 500);
}

/**
 * Calls once the button comes near what is seen, for it to be needed only by those who jump to it; the returned function
 * has it looked at again. While it has the focus, it waits to be pressed: it would move away from under the keyboard.
 */
function callWhenNear(log: HTMLElement, button: HTMLElement, call: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.at(-1)?.isIntersecting === true && document.activeElement !== button) {
        call();
      }
    },
    { root: log, rootMargin: "800px 0px 0px" },
  );
  return () => {
    observer.unobserve(button);
    observer.observe(button);
  };
}

interface Revealing {
  readonly isFirst: boolean;
  readonly isFollowing: boolean;
  readonly newest: HTMLElement | undefined;
}

/** Scrolls to what is new, unless the person is reading further up; of something tall the top is shown. */
function reveal(log: HTMLElement, { isFirst, isFollowing, newest }: Revealing): void {
  if (isFirst) {
    log.scrollTo({ top: log.scrollHeight, behavior: "instant" });
  }
  const concerns =
    newest !== undefined && (newest.matches(".mine") || newest.contains(document.activeElement));
  if (!isFirst && !isFollowing && !concerns) {
    return;
  }
  if (newest !== undefined && newest.offsetHeight > log.clientHeight - 24) {
    newest.scrollIntoView({ block: "start" });
    return;
  }
  if (newest === undefined || newest.matches(":last-child, :nth-last-child(2)")) {
    log.scrollTo({ top: log.scrollHeight });
    return;
  }
  newest.scrollIntoView({ block: "nearest" });
}
