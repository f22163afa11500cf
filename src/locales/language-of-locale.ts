import type { Language } from "../vocabulary";

/** Which of our languages a client's locale asks for; English where we do not speak it. */
export function languageOfLocale(locale: string | undefined): Language {
  const tag = (locale ?? "").toLowerCase();
  if (/^zh-(tw|hk|mo|hant)/.test(tag)) return "zh-TW";
  if (tag.startsWith("zh")) return "zh-CN";
  return "en";
}
