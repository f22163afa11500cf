import { make } from "./dom.js";
import type { Notice } from "./outcome-text.js";
import type { Texts } from "./texts.js";

/** Shows a passing line with a cross to take it away, or takes the present one away. */
export function showNotice(box: HTMLElement, notice: Notice | undefined, texts: Texts): void {
  if (notice === undefined) {
    box.replaceChildren();
    return;
  }
  const cross = make("span", { text: "×", attributes: { "aria-hidden": "true" } });
  const close = make(
    "button",
    { class: "dismiss", attributes: { type: "button", "aria-label": texts.dismiss } },
    cross,
  );
  close.onclick = () => {
    box.replaceChildren();
  };
  const line = make(
    "div",
    { class: `notice-line ${notice.tone}` },
    make("span", { text: notice.text }),
    close,
  );
  box.replaceChildren(line);
  if (notice.tone === "info") {
    setTimeout(() => {
      line.remove();
    }, 7000);
  }
}
