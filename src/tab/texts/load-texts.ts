import type { Language } from "../../vocabulary";
import type { Texts } from "./say";

const sources: Readonly<Record<Language, () => Promise<{ readonly default: Texts }>>> = {
  en: () => import("virtual:texts/en"),
  "zh-TW": () => import("virtual:texts/zh-TW"),
  "zh-CN": () => import("virtual:texts/zh-CN"),
};

/** The sentences of one language; the others are never loaded. */
export async function loadTexts(language: Language): Promise<Texts> {
  return (await sources[language]()).default;
}
