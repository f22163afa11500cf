import { make } from "./dom.js";
import { splitKept } from "./kept-words.js";

/** Keeps numbers and dates in what was drawn on one line each; the text stays the same to copy and to search. */
export function keepTogether(drawn: HTMLElement): void {
  const walker = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text && node.parentElement?.closest("select, textarea") === null) found.push(node);
  }
  for (const node of found) {
    const pieces = splitKept(node.data);
    if (pieces.length > 1)
      node.replaceWith(
        ...pieces.map((text, at) => (at % 2 === 0 ? text : make("span", { class: "kept", text }))),
      );
  }
}
