import { make } from "./dom.js";
import type { News } from "./news.js";
import type { Texts } from "./texts.js";

/** A round number for mentions, a dot for what else is new, nothing when all was seen; the words are read aloud. */
function createBadge({ unread, mentions }: News, texts: Texts): readonly HTMLElement[] {
  if (unread === 0) return [];
  const words = mentions > 0 ? texts.mentioned(mentions) : texts.newMessages;
  const sign = make("span", {
    text: mentions > 0 ? `@${mentions}` : "",
    attributes: { "aria-hidden": "true" },
  });
  const spoken = make("span", { class: "hidden-text", text: ` (${words})` });
  const kind = mentions > 0 ? "news mentioned" : "news";
  return [make("span", { class: kind, attributes: { "data-testid": "news" } }, sign, spoken)];
}

/** Puts the badge at the end of a button, or takes it away. */
export function showBadge(owner: HTMLElement, news: News, texts: Texts): void {
  owner.querySelector(":scope > .news")?.remove();
  owner.append(...createBadge(news, texts));
}
