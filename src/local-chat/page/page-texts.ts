import { allTexts, languages } from "./all-texts.js";
import type { Locale, Texts } from "./texts.js";
import type { Welcome } from "./wire.js";

interface Shown {
  readonly locale: Locale;
  readonly model: Welcome | undefined;
  readonly channelName: string;
}

/** Fills in the words that stand in the page's HTML by name. */
export function showPageTexts({ locale, model, channelName }: Shown): void {
  const words = collectWords(allTexts[locale], { model, channelName });
  document.documentElement.lang = languages[locale].tag;
  document.title = words["bot"] ?? "";
  for (const element of document.querySelectorAll<HTMLElement>("[data-text]")) {
    const word = words[element.dataset["text"] ?? ""] ?? "";
    if (element.textContent !== word) {
      element.textContent = word;
    }
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-label], [data-title]")) {
    const { label, title } = element.dataset;
    if (label !== undefined) {
      element.setAttribute("aria-label", words[label] ?? "");
    }
    if (title !== undefined || element.matches("button")) {
      element.title = words[title ?? label ?? ""] ?? "";
    }
  }
}

function collectWords(
  texts: Texts,
  { model, channelName }: Omit<Shown, "locale">,
): Readonly<Record<string, string>> {
  const plain = Object.entries(texts).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return {
    ...Object.fromEntries(plain),
    ...texts.themes,
    bot: model?.bot.name ?? "",
    channelName,
    channelOfTeam: texts.channelOf(model?.team.name ?? ""),
    addApp: texts.addApp(model?.bot.name ?? ""),
    addAppMore: texts.addAppMore(model?.bot.name ?? ""),
    botTyping: texts.typing(model?.bot.name ?? ""),
  };
}
