import { english } from "./english.js";
import { simplifiedChinese } from "./simplified-chinese.js";
import type { Locale, Texts } from "./texts.js";
import { traditionalChinese } from "./traditional-chinese.js";

/** The page's texts by language; a language or a text that is missing does not compile. */
export const allTexts: Readonly<Record<Locale, Texts>> = {
  "en-US": english,
  "zh-TW": traditionalChinese,
  "zh-CN": simplifiedChinese,
};

/** Each language by its own name, with the tag that tells fonts and screen readers which script it is. */
export const languages: Readonly<Record<Locale, { readonly name: string; readonly tag: string }>> = {
  "en-US": { name: "English", tag: "en" },
  "zh-TW": { name: "繁體中文", tag: "zh-Hant" },
  "zh-CN": { name: "简体中文", tag: "zh-Hans" },
};
