import { copyIcon, make } from "./dom.js";
import type { Texts } from "./texts.js";
import type { WireFile, WireMessage } from "./wire.js";

/** The files of a message, each to be saved. */
export function createFiles(files: readonly WireFile[], texts: Texts): readonly HTMLElement[] {
  if (files.length === 0) {
    return [];
  }
  const chips = files.map(({ id, name, size }) => {
    const told = size === undefined ? "" : formatSize(size);
    const attributes = {
      href: `files/${encodeURIComponent(id)}`,
      download: name,
      // All that is seen on it is in its name, for those who say what they press.
      "aria-label": `${texts.downloadFile(name)} ${told}`.trim(),
      "data-testid": "file",
    };
    const sizes = told === "" ? [] : [make("span", { class: "file-size", text: told })];
    const words = make("span", { class: "file-name", text: name });
    return make("a", { class: "file-chip", attributes }, copyIcon("file"), words, new Text(" "), ...sizes);
  });
  return [make("div", { class: "files" }, ...chips)];
}

/** A file the bot would hand over, with the two answers; both take no second click. */
export function createOffer(
  offer: NonNullable<WireMessage["offer"]>,
  texts: Texts,
  onAnswer: (accepted: boolean) => Promise<void>,
): HTMLElement {
  const accept = make("button", {
    class: "offer-accept",
    text: texts.accept,
    attributes: { type: "button" },
  });
  const decline = make("button", { text: texts.decline, attributes: { type: "button" } });
  const buttons = [accept, decline];
  const answer = async (accepted: boolean): Promise<void> => {
    buttons.forEach((button) => (button.disabled = true));
    await onAnswer(accepted);
    buttons.forEach((button) => (button.disabled = false));
  };
  accept.onclick = () => void answer(true);
  decline.onclick = () => void answer(false);
  const title = make(
    "p",
    { class: "offer-name" },
    copyIcon("file"),
    make("strong", { class: "file-name", text: offer.name }),
    make("span", { class: "file-size", text: formatSize(offer.size) }),
  );
  const description = make("p", { text: offer.description });
  const row = make("div", { class: "offer-buttons" }, ...buttons);
  return make(
    "div",
    { class: "card offer", attributes: { "data-testid": "offer" } },
    title,
    description,
    row,
  );
}

/** "120 KB"; the units are the same in every language of the page. */
export function formatSize(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
