import { languageOfLocale } from "../../locales/language-of-locale";
import type { Language } from "../../vocabulary";
import { readTheme, type ThemeName } from "./host";

/** Who one is in the local chat, and how one likes to see it; shared with its page on the same machine. */
export interface Preferences {
  readonly person: string | null;
  readonly language: Language;
  readonly theme: ThemeName;
}

const key = "local-chat";

/** `search` is the address's query: `language` and `theme` there count for this visit. */
export function readPreferences(storage: Pick<Storage, "getItem">, fallback: Preferences): Preferences {
  const saved = readSaved(storage);
  const { person, locale, theme } = saved;
  return {
    person: typeof person === "string" ? person : fallback.person,
    language: typeof locale === "string" ? languageOfLocale(locale) : fallback.language,
    theme: typeof theme === "string" ? readTheme(theme) : fallback.theme,
  };
}

const locales: Readonly<Record<Language, string>> = { en: "en-US", "zh-TW": "zh-TW", "zh-CN": "zh-CN" };

/** What the chat keeps beside it stays as it is. */
export function savePreferences(
  storage: Pick<Storage, "getItem" | "setItem">,
  { person, language, theme }: Preferences,
): void {
  const own = { person, locale: locales[language], theme: theme === "default" ? "light" : theme };
  storage.setItem(key, JSON.stringify({ ...readSaved(storage), ...own }));
}

function readSaved(storage: Pick<Storage, "getItem">): Readonly<Record<string, unknown>> {
  try {
    const saved: unknown = JSON.parse(storage.getItem(key) ?? "{}");
    return typeof saved === "object" && saved !== null ? { ...saved } : {};
  } catch {
    return {};
  }
}
