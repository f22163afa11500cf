import { make } from "./dom.js";
import { splitMarked, type Piece } from "./mentions.js";

/** Text in which mentions stand out. */
export function createMentions(pieces: readonly Piece[]): readonly (string | HTMLElement)[] {
  return pieces.map(({ text, isMention }) => (isMention ? make("span", { class: "mention", text }) : text));
}

/** Turns the marks in a card that was rendered into mentions. */
export function highlightMentions(card: HTMLElement): void {
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text) found.push(node);
  }
  for (const node of found) {
    const pieces = splitMarked(node.data);
    if (pieces.some(({ isMention }) => isMention)) node.replaceWith(...createMentions(pieces));
  }
}
