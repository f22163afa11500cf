import type { Seen } from "./news.js";
import { languages } from "./all-texts.js";
import type { Locale } from "./texts.js";

/** The colours of the page. */
export type Theme = "light" | "dark" | "contrast";

/** What the page remembers on this machine. */
export interface Preferences {
  readonly person?: string;
  readonly locale: Locale;
  /** Undefined follows the system. */
  readonly theme?: Theme;
  /** What each person has seen of each conversation. */
  readonly seen: Seen;
}

const storageKey = "local-chat";
const isTheme = (value: unknown): value is Theme =>
  value === "light" || value === "dark" || value === "contrast";
const isLocale = (value: unknown): value is Locale => typeof value === "string" && value in languages;

/** What was remembered; what cannot be read is as if it were not there. */
export function loadPreferences(): Preferences {
  const saved = readSaved();
  return {
    person: typeof saved["person"] === "string" ? saved["person"] : undefined,
    locale: isLocale(saved["locale"]) ? saved["locale"] : guessLocale(navigator.language),
    theme: isTheme(saved["theme"]) ? saved["theme"] : undefined,
    seen: readSeen(saved["seen"]),
  };
}

/** Remembers it, where the browser lets it. */
export function savePreferences(preferences: Preferences): void {
  localStorage.setItem(storageKey, JSON.stringify(preferences));
}

/** Which theme the system asks for. */
export function systemTheme(): Theme {
  if (matchMedia("(prefers-contrast: more)").matches) {
    return "contrast";
  }
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Calls back when the system changes its mind. */
export function watchSystemTheme(changed: () => void): void {
  for (const query of ["(prefers-contrast: more)", "(prefers-color-scheme: dark)"]) {
    matchMedia(query).addEventListener("change", changed);
  }
}

function guessLocale(language: string): Locale {
  if (!language.startsWith("zh")) {
    return "en-US";
  }
  return /hant|tw|hk|mo/i.test(language) ? "zh-TW" : "zh-CN";
}

function readSeen(saved: unknown): Seen {
  const entries = typeof saved === "object" && saved !== null ? Object.entries(saved) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function readSaved(): Readonly<Record<string, unknown>> {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "{}");
    return typeof saved === "object" && saved !== null ? { ...saved } : {};
  } catch {
    return {};
  }
}
