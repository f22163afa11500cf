import { find } from "./dom.js";
import type { Texts } from "./texts.js";
import type { WireMessage } from "./wire.js";

interface Words {
  readonly texts: Texts;
  /** What the field says while nobody is answered. */
  readonly placeholder: string;
}

/** The post that is answered, if one is, and the words of the composer that tell so. */
export function createReplyTarget(form: HTMLFormElement, field: HTMLTextAreaElement) {
  const line = find(form, ".replying", HTMLElement);
  let root: WireMessage | undefined;
  let words: Words | undefined;

  function show(): void {
    const placeholder = (root === undefined ? words?.placeholder : words?.texts.reply) ?? "";
    field.placeholder = placeholder;
    field.setAttribute("aria-label", placeholder);
    line.hidden = root === undefined;
    find(line, "span", HTMLElement).textContent = words?.texts.replyingTo(root?.author.name ?? "") ?? "";
  }

  function set(message: WireMessage | undefined): void {
    root = message;
    show();
  }

  find(form, ".stop-replying", HTMLButtonElement).addEventListener("click", () => {
    set(undefined);
    field.focus();
  });

  return {
    current: () => root,
    set,
    update(next: Words): void {
      words = next;
      show();
    },
  };
}
