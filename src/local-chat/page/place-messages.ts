import { arrange } from "./arrange.js";
import { make, setText } from "./dom.js";
import type { Viewer } from "./viewer.js";
import type { WireMessage } from "./wire.js";

/** The messages to place, and how one is drawn. */
export interface Placing {
  readonly log: HTMLElement;
  readonly messages: readonly WireMessage[];
  readonly viewer: Viewer;
  /** `before` is the message directly above, where nothing stands between them. */
  readonly draw: (message: WireMessage, before: WireMessage | undefined) => HTMLElement;
}

/** One below the other, with a divider before each day. */
export function placeInRow({ log, messages, viewer, draw }: Placing): readonly HTMLElement[] {
  return messages.flatMap((message, at) => {
    const before = messages[at - 1];
    const isNewDay = before === undefined || dayOf(before) !== dayOf(message);
    const element = draw(message, isNewDay ? undefined : before);
    return isNewDay ? [findDay(log, message, viewer), element] : [element];
  });
}

/** Each post with its replies below it and the button to reply. */
export function placeInThreads(onReply: (root: WireMessage) => void) {
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
