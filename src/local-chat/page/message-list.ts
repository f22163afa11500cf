import { make } from "./dom.js";
import { createMessageView, type MessageView, type Viewer } from "./message-view.js";
import type { WireMessage } from "./wire.js";

/** Messages of one author within this time stand under one name. */
const groupedMilliseconds = 5 * 60_000;

export interface MessageList {
  /** Draws the messages; answers the elements that are new or were drawn anew, in their order. */
  update(messages: readonly WireMessage[], viewer: Viewer): readonly HTMLElement[];
  clear(): void;
}

/** The log of one pane. With `onReply` the messages stand in threads, as in a channel. */
export function createMessageList(log: HTMLElement, onReply?: (root: WireMessage) => void): MessageList {
  const views = new Map<string, MessageView>();

  return {
    update(messages, viewer) {
      const ids = new Set(messages.map(({ id }) => id));
      [...views.keys()].filter((id) => !ids.has(id)).forEach((id) => views.delete(id));
      const drawn: HTMLElement[] = [];
      const draw: Placing["draw"] = (message, before) => {
        const view = views.get(message.id) ?? createMessageView();
        views.set(message.id, view);
        if (view.update(message, viewer, before !== undefined && isContinued(before, message))) {
          drawn.push(view.element);
        }
        return view.element;
      };
      const place = onReply === undefined ? placeInRow : placeInThreads(onReply);
      arrange(log, place({ log, messages, viewer, draw }));
      return drawn;
    },
    clear() {
      views.clear();
      log.replaceChildren();
    },
  };
}

interface Placing {
  readonly log: HTMLElement;
  readonly messages: readonly WireMessage[];
  readonly viewer: Viewer;
  readonly draw: (message: WireMessage, before: WireMessage | undefined) => HTMLElement;
}

function placeInRow({ log, messages, viewer, draw }: Placing): readonly HTMLElement[] {
  return messages.flatMap((message, at) => {
    const before = messages[at - 1];
    const isNewDay = before === undefined || dayOf(before) !== dayOf(message);
    const element = draw(message, isNewDay ? undefined : before);
    return isNewDay ? [findDay(log, message, viewer), element] : [element];
  });
}

function placeInThreads(onReply: (root: WireMessage) => void) {
  return ({ log, messages, viewer, draw }: Placing): readonly HTMLElement[] => {
    const threads = Map.groupBy(messages, ({ id, threadId }) => threadId ?? id);
    return [...threads].flatMap(([id, posts]) => {
      const [root] = posts;
      if (root === undefined) {
        return [];
      }
      const known = [...log.querySelectorAll<HTMLElement>(".thread")].find(
        (one) => one.dataset["threadId"] === id,
      );
      const thread = known ?? make("section", { class: "thread", attributes: { "data-thread-id": id } });
      const reply = findReply(thread);
      reply.textContent = viewer.texts.reply;
      reply.onclick = () => {
        onReply(root);
      };
      arrange(thread, [...posts.map((post, at) => draw(post, at > 1 ? posts[at - 1] : undefined)), reply]);
      return [thread];
    });
  };
}

function findReply(thread: HTMLElement): HTMLElement {
  const known = [...thread.children].find((child) => child.matches(".reply"));
  return known instanceof HTMLElement
    ? known
    : make("button", { class: "reply", attributes: { type: "button" } });
}

/** Brings the children into this order and leaves those alone that stand right: moving one would take its focus. */
function arrange(parent: HTMLElement, wanted: readonly HTMLElement[]): void {
  const keep = new Set<Element>(wanted);
  [...parent.children]
    .filter((child) => !keep.has(child))
    .forEach((child) => {
      child.remove();
    });
  wanted.forEach((child, at) => {
    if (parent.children[at] !== child) {
      parent.insertBefore(child, parent.children[at] ?? null);
    }
  });
}

function isContinued(before: WireMessage, message: WireMessage): boolean {
  const gap = Date.parse(message.sentAt) - Date.parse(before.sentAt);
  return before.author.id === message.author.id && gap < groupedMilliseconds;
}

function dayOf({ sentAt }: WireMessage): string {
  return new Date(sentAt).toDateString();
}

/** Reuses the divider that stands there: a new one would be read aloud with every message. */
function findDay(
  log: HTMLElement,
  message: WireMessage,
  viewer: Pick<Viewer, "locale" | "texts" | "now">,
): HTMLElement {
  const day = dayOf(message);
  const known = [...log.querySelectorAll<HTMLElement>(".day")].find((one) => one.dataset["day"] === day);
  const divider = known ?? make("div", { class: "day", attributes: { "data-day": day } }, make("span"));
  const date = new Intl.DateTimeFormat(viewer.locale, { month: "long", day: "numeric" }).format(
    new Date(day),
  );
  divider.firstElementChild?.replaceChildren(day === viewer.now.toDateString() ? viewer.texts.today : date);
  return divider;
}
