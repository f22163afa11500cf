import { make, setText } from "./dom.js";
import { createMessageView, type MessageView, type Viewer } from "./message-view.js";
import { findFirstDrawn, type Unit, unitsAtOnce } from "./transcript-window.js";
import type { WireMessage } from "./wire.js";

/** Messages of one author within this time stand under one name. */
const groupedMilliseconds = 5 * 60_000;

/** The messages of one log, of which only those near the end are drawn at first. */
export interface MessageList {
  /** Draws the newest messages; answers the elements that are new or were drawn anew, in their order. */
  update(messages: readonly WireMessage[], viewer: Viewer): readonly HTMLElement[];
  /** How many messages stand before those that are drawn. */
  countEarlier(): number;
  /** Draws some more of these; answers their elements. */
  drawEarlier(): readonly HTMLElement[];
  /** Draws everything from this message on; answers whether it is here. */
  drawFrom(id: string): boolean;
  clear(): void;
}

interface Shown {
  readonly messages: readonly WireMessage[];
  readonly viewer: Viewer;
}

/** The log of one pane. With `onReply` the messages stand in threads, as in a channel. */
export function createMessageList(log: HTMLElement, onReply?: (root: WireMessage) => void): MessageList {
  const views = new Map<string, MessageView>();
  const unitOf = ({ id, threadId }: WireMessage) => (onReply === undefined ? id : (threadId ?? id));
  let shown: Shown | undefined;
  let known: ReadonlySet<string> = new Set();
  let drawnUnits: ReadonlySet<string> = new Set();
  let earlier = 0;

  function draw(units: readonly Unit[], first: number): readonly HTMLElement[] {
    if (shown === undefined) {
      return [];
    }
    const { messages, viewer } = shown;
    const wanted = units.slice(first);
    const ids = new Set(wanted.flatMap((unit) => unit.messages));
    [...views.keys()].filter((id) => !ids.has(id)).forEach((id) => views.delete(id));
    const drawn: HTMLElement[] = [];
    const drawOne: Placing["draw"] = (message, before) => {
      const view = views.get(message.id) ?? createMessageView();
      views.set(message.id, view);
      if (view.update(message, viewer, before !== undefined && isContinued(before, message))) {
        drawn.push(view.element);
      }
      return view.element;
    };
    const place = onReply === undefined ? placeInRow : placeInThreads(onReply);
    arrange(log, place({ log, messages: messages.filter(({ id }) => ids.has(id)), viewer, draw: drawOne }));
    drawnUnits = new Set(wanted.map(({ id }) => id));
    earlier = messages.length - ids.size;
    return drawn;
  }

  function listUnits(): readonly Unit[] {
    const groups = Map.groupBy(shown?.messages ?? [], unitOf);
    return [...groups].map(([id, messages]) => ({ id, messages: messages.map((message) => message.id) }));
  }

  return {
    update(messages, viewer) {
      shown = { messages, viewer };
      const units = listUnits();
      const drawn = draw(units, findFirstDrawn(units, { drawn: drawnUnits, messages: known }));
      known = new Set(messages.map(({ id }) => id));
      return drawn;
    },
    countEarlier: () => earlier,
    drawEarlier() {
      const units = listUnits();
      const first = units.findIndex(({ id }) => drawnUnits.has(id));
      return draw(units, Math.max(0, first - unitsAtOnce));
    },
    drawFrom(id) {
      const units = listUnits();
      const at = units.findIndex((unit) => unit.messages.includes(id));
      const first = units.findIndex((unit) => drawnUnits.has(unit.id));
      if (at >= 0 && at < first) {
        draw(units, at);
      }
      return at >= 0;
    },
    clear() {
      views.clear();
      known = new Set();
      drawnUnits = new Set();
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
      setText(reply, viewer.texts.reply);
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
  if (divider.firstElementChild !== null) {
    setText(divider.firstElementChild, day === viewer.now.toDateString() ? viewer.texts.today : date);
  }
  return divider;
}
