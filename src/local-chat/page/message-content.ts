import type { Click } from "./card-clicks.js";
import type { LookUp } from "./card-inputs.js";
import { renderCard } from "./card-view.js";
import { make } from "./dom.js";
import { createFiles, createOffer } from "./file-view.js";
import { keepTogether } from "./keep-together.js";
import { createPlaceholder } from "./label-inputs.js";
import { createMentions } from "./mention-view.js";
import { splitMentions } from "./mentions.js";
import type { Texts } from "./texts.js";
import type { Viewer } from "./viewer.js";
import type { WireMessage, WirePerson } from "./wire.js";

/** What a message says: its words, cards and files. It is drawn anew only where these change, so that typed text stays. */
export function createMessageContent() {
  const element = make("div", { class: "message-content" });
  let shown = "";

  return {
    element,
    /** Answers whether it was drawn. */
    update(message: WireMessage, viewer: Viewer): boolean {
      const cards = effectiveCards(message, viewer.me);
      const { files = [], offer, mentions } = message;
      const next = JSON.stringify([message.text, cards, files, offer, mentions]);
      if (next === shown) {
        return false;
      }
      const hadFocus = shown !== "" && (element.contains(document.activeElement) || isAwaited(element));
      shown = next;
      draw(element, message, viewer, hadFocus);
      return true;
    },
  };
}

/** Replaces what stands there; a focus that was in it goes to the first card. */
function draw(element: HTMLElement, message: WireMessage, viewer: Viewer, hadFocus: boolean): void {
  const { texts } = viewer;
  const { files = [], offer } = message;
  const onClick = (click: Click) => viewer.onClick(message, click);
  const lookUp: LookUp = (dataset, text) => viewer.lookUp(message, dataset, text);
  const cards = effectiveCards(message, viewer.me).map((card) =>
    renderCard({ card, texts, onClick, lookUp }),
  );
  const answer = (accepted: boolean) => viewer.onConsent(message, accepted);
  element.replaceChildren(
    ...createText(message, texts),
    ...cards.map((card) => card.element),
    ...createFiles(files, texts),
    ...(offer === undefined ? [] : [createOffer(offer, texts, answer)]),
  );
  if (hadFocus) {
    cards[0]?.focus();
  }
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
