import { make } from "./dom.js";
import type { Viewer } from "./viewer.js";
import type { WireMessage } from "./wire.js";

/** Something that can be said with one press. */
interface Opener {
  readonly title: string;
  readonly value: string;
}

/** What the bot suggests; before the person's first words, what the page suggests. */
export function findOpeners(messages: readonly WireMessage[], { me, texts }: Viewer): readonly Opener[] {
  const suggested = messages.at(-1)?.suggestions ?? [];
  if (suggested.length > 0) {
    return suggested;
  }
  const isNew = !messages.some(({ author }) => author.id === me.aadObjectId);
  return isNew ? texts.openers.map((text) => ({ title: text, value: text })) : [];
}

/** Shows them as buttons; those that stand there already stay, with the focus on them. */
export function showOpeners(
  box: HTMLElement,
  wanted: readonly Opener[],
  onSay: (text: string) => Promise<boolean>,
): void {
  box.hidden = wanted.length === 0;
  const shown = [...box.children].map(({ textContent }) => textContent);
  if (shown.join("\n") === wanted.map(({ title }) => title).join("\n")) {
    return;
  }
  const buttons = wanted.map(({ title, value }) => {
    const button = make("button", { class: "opener", text: title, attributes: { type: "button" } });
    button.onclick = () => void onSay(value);
    return button;
  });
  box.replaceChildren(...buttons);
}
