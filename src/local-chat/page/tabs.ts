import type { News } from "./news.js";
import { showBadge } from "./news-badge.js";
import type { Texts } from "./texts.js";

/** On a phone one pane is seen at a time; the tab of the other tells when something happens there. */
export function createTabs(root: HTMLElement, changed: () => void) {
  const buttons = [...root.querySelectorAll<HTMLButtonElement>("button")];

  function select(kind: string): void {
    document.body.dataset["pane"] = kind;
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset["pane"] === kind));
    }
  }

  buttons.forEach((button) => {
    button.addEventListener("click", () => {
      select(button.dataset["pane"] ?? "chat");
      changed();
    });
  });
  select("chat");

  return {
    select,
    showNews(kind: string, news: News, texts: Texts): void {
      const button = buttons.find(({ dataset }) => dataset["pane"] === kind);
      if (button !== undefined) {
        showBadge(button, news, texts);
      }
    },
  };
}
