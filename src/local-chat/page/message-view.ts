import { keepTogether } from "./keep-together.js";
import { renderCard, type CardView, type Click, type LookUp } from "./card-view.js";
import { copyIcon, make } from "./dom.js";
import { createFiles, createOffer } from "./file-view.js";
import { createPlaceholder } from "./label-inputs.js";
import { createMentions } from "./mention-view.js";
import { splitMentions } from "./mentions.js";
import type { MessageMenu } from "./message-menu.js";
import type { Locale, Texts } from "./texts.js";
import type { WireChoice, WireMessage, WirePerson } from "./wire.js";

/** What is the same for every message of a pane. */
export interface Viewer {
  readonly me: WirePerson;
  readonly people: readonly WirePerson[];
  readonly locale: Locale;
  readonly texts: Texts;
  /** The time as the chat has it. */
  readonly now: Date;
  readonly onClick: (message: WireMessage, click: Click) => Promise<void>;
  readonly lookUp: (message: WireMessage, dataset: string, text: string) => Promise<readonly WireChoice[]>;
  readonly menu: MessageMenu;
  /** Accepts or declines the file a message offers. */
  readonly onConsent: (message: WireMessage, accepted: boolean) => Promise<void>;
}

/** A message that was drawn and can be drawn again. */
export interface MessageView {
  readonly element: HTMLElement;
  /** Answers whether the content was drawn, not only the words around it. */
  readonly update: (message: WireMessage, viewer: Viewer, isContinued: boolean) => boolean;
}

/** One message; an update draws the card again only when the card itself changed, so that typed text stays. */
export function createMessageView(): MessageView {
  const head = make("header", { class: "message-head" });
  const content = make("div", { class: "message-content" });
  const avatar = make("div", { attributes: { "aria-hidden": "true" } });
  const element = make("article", { class: "message", attributes: { "data-testid": "message" } }, avatar);
  const more = make(
    "button",
    { class: "more", attributes: { type: "button", "aria-haspopup": "menu", "data-testid": "more" } },
    copyIcon("more"),
  );
  const row = make("div", { class: "message-row" }, content, more);
  element.append(make("div", { class: "message-main" }, head, row));
  let shown = "";
  let drawn: readonly CardView[] = [];
  let last:
    { readonly message: WireMessage; readonly viewer: Viewer; readonly isContinued: boolean } | undefined;

  /** A message that changes becomes a new object, so that most of a transcript needs no second look. */
  function isShown(message: WireMessage, { me, people, locale }: Viewer, isContinued: boolean): boolean {
    const isSameViewer =
      last?.viewer.me === me && last.viewer.people === people && last.viewer.locale === locale;
    return isSameViewer && last?.message === message && last.isContinued === isContinued;
  }

  function drawContent(message: WireMessage, viewer: Viewer): boolean {
    const cards = effectiveCards(message, viewer.me);
    const { files = [], offer, mentions } = message;
    const next = JSON.stringify([message.text, cards, files, offer, mentions]);
    if (next === shown) {
      return false;
    }
    const hadFocus = shown !== "" && (content.contains(document.activeElement) || isAwaited(content));
    shown = next;
    const onClick = (click: Click) => viewer.onClick(message, click);
    const lookUp: LookUp = (dataset, text) => viewer.lookUp(message, dataset, text);
    drawn = cards.map((card) => renderCard({ card, texts: viewer.texts, onClick, lookUp }));
    const answer = (accepted: boolean) => viewer.onConsent(message, accepted);
    content.replaceChildren(
      ...createText(message, viewer.texts),
      ...drawn.map((card) => card.element),
      ...createFiles(files, viewer.texts),
      ...(offer === undefined ? [] : [createOffer(offer, viewer.texts, answer)]),
    );
    if (hadFocus) {
      drawn[0]?.focus();
    }
    return true;
  }

  return {
    element,
    update(message, viewer, isContinued) {
      if (isShown(message, viewer, isContinued)) {
        return false;
      }
      last = { message, viewer, isContinued };
      const isMine = message.author.id === viewer.me.aadObjectId;
      const time = formatTime(message.sentAt, viewer.locale);
      element.dataset["messageId"] = message.id;
      element.dataset["from"] = message.author.kind;
      element.classList.toggle("mine", isMine);
      element.classList.toggle("continued", isContinued);
      element.setAttribute("aria-label", viewer.texts.messageBy(message.author.name, time));
      fillAvatar(avatar, message.author, viewer.people);
      head.replaceChildren(...createHead(message, time, viewer.texts));
      more.setAttribute("aria-label", viewer.texts.moreOf(message.author.name, time));
      viewer.menu.attach(more, message);
      return drawContent(message, viewer);
    },
  };
}

/** Fills a round with a person's initials, or with the bot's sign. */
export function fillAvatar(
  avatar: HTMLElement,
  { kind, id, name }: Pick<WireMessage["author"], "kind" | "id" | "name">,
  people: readonly WirePerson[],
): void {
  avatar.className = "avatar";
  avatar.dataset["hue"] =
    kind === "bot" ? "bot" : String(people.findIndex(({ aadObjectId }) => aadObjectId === id));
  if (kind === "bot") {
    avatar.replaceChildren(copyIcon("bot"));
    return;
  }
  avatar.textContent = name
    .split(" ")
    .map((part) => part.charAt(0))
    .join("");
}

/** The cards as this person sees them. */
function effectiveCards({ cards, views }: WireMessage, me: WirePerson) {
  const own = views[me.aadObjectId];
  return own === undefined ? cards : [own];
}

/** Whether a click in here is still under way; its button, disabled by now, no longer has the focus. */
function isAwaited(content: HTMLElement): boolean {
  return content.querySelector("[aria-busy=true]") !== null && document.activeElement === document.body;
}

function createHead({ author, editedAt }: WireMessage, time: string, texts: Texts): readonly HTMLElement[] {
  const edited = editedAt === undefined ? [] : [make("span", { class: "edited", text: texts.edited })];
  return [make("span", { class: "author", text: author.name }), make("time", { text: time }), ...edited];
}

function createText(
  { text, cards, files, offer, mentions = [] }: WireMessage,
  texts: Texts,
): readonly HTMLElement[] {
  if (text === undefined || text === "") {
    return cards.length === 0 && files === undefined && offer === undefined
      ? [createPlaceholder(texts.cannotShow)]
      : [];
  }
  const bubble = make("div", { class: "bubble" });
  // Mentions are the one piece of markup in a message, and they are taken apart rather than trusted.
  const names = mentions.map(({ name }) => name);
  bubble.append(...createMentions(splitMentions(text, names)));
  keepTogether(bubble);
  return [bubble];
}

function formatTime(sentAt: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(new Date(sentAt));
}
