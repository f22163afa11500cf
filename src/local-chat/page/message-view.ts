import { fillAvatar } from "./avatar.js";
import { sayTimeOfDay } from "./clock.js";
import { copyIcon, make } from "./dom.js";
import { createMessageContent } from "./message-content.js";
import type { Texts } from "./texts.js";
import type { Viewer } from "./viewer.js";
import type { WireMessage } from "./wire.js";

/** A message that was drawn and can be drawn again. */
export interface MessageView {
  readonly element: HTMLElement;
  /** Answers whether the content was drawn, not only the words around it. */
  readonly update: (message: WireMessage, viewer: Viewer, isContinued: boolean) => boolean;
}

interface Shown {
  readonly message: WireMessage;
  readonly viewer: Viewer;
  readonly isContinued: boolean;
}

/** One message: who said it and when, what it says, and its menu. */
export function createMessageView(): MessageView {
  const frame = createFrame();
  const content = createMessageContent();
  frame.row.prepend(content.element);
  let last: Shown | undefined;

  return {
    element: frame.element,
    update(message, viewer, isContinued) {
      const shown: Shown = { message, viewer, isContinued };
      if (isSame(last, shown)) {
        return false;
      }
      last = shown;
      fillFrame(frame, shown);
      return content.update(message, viewer);
    },
  };
}

type Frame = ReturnType<typeof createFrame>;

/** What stands around the content. */
function createFrame() {
  const head = make("header", { class: "message-head" });
  const avatar = make("div", { attributes: { "aria-hidden": "true" } });
  const attributes = { type: "button", "aria-haspopup": "menu", "data-testid": "more" };
  const more = make("button", { class: "more", attributes }, copyIcon("more"));
  const row = make("div", { class: "message-row" }, more);
  const main = make("div", { class: "message-main" }, head, row);
  const element = make(
    "article",
    { class: "message", attributes: { "data-testid": "message" } },
    avatar,
    main,
  );
  return { element, head, avatar, row, more };
}

function fillFrame({ element, head, avatar, more }: Frame, { message, viewer, isContinued }: Shown): void {
  const { author } = message;
  const { me, people, locale, texts, menu } = viewer;
  const time = sayTimeOfDay(message.sentAt, locale);
  element.dataset["messageId"] = message.id;
  element.dataset["from"] = author.kind;
  element.classList.toggle("mine", author.id === me.aadObjectId);
  element.classList.toggle("continued", isContinued);
  element.setAttribute("aria-label", texts.messageBy(author.name, time));
  fillAvatar(avatar, author, people);
  head.replaceChildren(...createHead(message, time, texts));
  more.setAttribute("aria-label", texts.moreOf(author.name, time));
  menu.attach(more, message);
}

/** A message that changes becomes a new object, so that most of a transcript needs no second look. */
function isSame(last: Shown | undefined, { message, viewer, isContinued }: Shown): boolean {
  if (last?.message !== message || last.isContinued !== isContinued) {
    return false;
  }
  const { me, people, locale } = last.viewer;
  return viewer.me === me && viewer.people === people && viewer.locale === locale;
}

function createHead({ author, editedAt }: WireMessage, time: string, texts: Texts): readonly HTMLElement[] {
  const edited = editedAt === undefined ? [] : [make("span", { class: "edited", text: texts.edited })];
  return [make("span", { class: "author", text: author.name }), make("time", { text: time }), ...edited];
}
