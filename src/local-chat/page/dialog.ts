import type { Click } from "./card-clicks.js";
import type { LookUp } from "./card-inputs.js";
import { renderCard, type CardView } from "./card-view.js";
import { find, make } from "./dom.js";
import { showNotice } from "./notice-line.js";
import type { Notice } from "./outcome-text.js";
import type { Texts } from "./texts.js";
import type { JsonObject } from "./wire.js";

/** What stands in the dialog. */
export interface DialogContent {
  readonly title: string;
  readonly card: JsonObject;
  readonly texts: Texts;
  readonly onClick: (click: Click) => Promise<void>;
  readonly lookUp: LookUp;
}

/** The one dialog of the page. The browser keeps the focus in it, closes it on Escape and gives the focus back. */
export function createDialog(element: HTMLDialogElement) {
  const heading = find(element, "h2", HTMLElement);
  const notice = find(element, ".notice", HTMLElement);
  const body = find(element, ".dialog-body", HTMLElement);
  let opened = 0;
  find(element, ".close-dialog", HTMLButtonElement).onclick = () => {
    element.close();
  };
  element.addEventListener("close", () => {
    opened += 1;
    body.replaceChildren();
    notice.replaceChildren();
  });

  function say(text: string): void {
    const words = make("p", { class: "dialog-words", text, attributes: { tabindex: "-1" } });
    body.replaceChildren(words);
    words.focus();
  }

  function showCard({ title, card, texts, onClick, lookUp }: DialogContent): void {
    const view: CardView = renderCard({ card, texts, onClick, lookUp });
    heading.textContent = title;
    notice.replaceChildren();
    body.replaceChildren(view.element);
    body.scrollTo({ top: 0, behavior: "instant" });
    view.focus();
  }

  return {
    /** Opens it while the bot is asked; answers whether it is still the same one that is open. */
    open(title: string, waiting: string): () => boolean {
      heading.textContent = title;
      element.showModal();
      say(waiting);
      const mine = opened;
      return () => element.open && mine === opened;
    },
    showCard,
    /** Words alone, in place of whatever was there. */
    say,
    /** A line above the card, which stays. */
    showNotice(line: Notice | undefined, texts: Texts): void {
      showNotice(notice, line, texts);
    },
    close(): void {
      element.close();
    },
  };
}

/** The one dialog of the page. */
export type Dialog = ReturnType<typeof createDialog>;
