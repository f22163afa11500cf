import { createInstance } from "i18next";
import { type Language, languages } from "../vocabulary";
import { closeUp } from "./close-up";
import en from "./en.json";
import zhCN from "./zh-CN.json";
import zhTW from "./zh-TW.json";

export { languageOfLocale } from "./language-of-locale";

/** The registry of languages: one file and one line each. */
export const locales: Readonly<Record<Language, object>> = { en, "zh-TW": zhTW, "zh-CN": zhCN };

/** What is put into a sentence, by the names in its braces. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Says a sentence in a language; `{{name}}` in it is replaced by the value of that name. */
export type Say = (key: string, values?: TextValues) => string;

/** A character no keyboard writes, and not the one by which a card cuts its sentences. */
const mark = "\ue002";

const i18n = createInstance({
  lng: "en",
  fallbackLng: false,
  initAsync: false,
  // Cards and plain text are not HTML; what is user text is kept apart by the renderers.
  interpolation: { escapeValue: false },
  returnEmptyString: true,
  resources: Object.fromEntries(languages.map((language) => [language, { translation: locales[language] }])),
});
void i18n.init();

const plainTexts: ReadonlyMap<Language, ReadonlyMap<string, string>> = new Map(
  languages.map((language) => [language, new Map(flatten(locales[language]))]),
);
const sayings: ReadonlyMap<Language, Say> = new Map(languages.map((language) => [language, speak(language)]));

/** The sentences of one language. A key that does not exist is an error of ours and throws. */
export function textsOf(language: Language): Say {
  const say = sayings.get(language);
  if (say === undefined) throw new Error(`no texts in ${language}`);
  return say;
}

function speak(language: Language): Say {
  const translate = i18n.getFixedT(language);
  const plain = plainTexts.get(language);
  return (key, values) => {
    const text = plain?.get(key);
    if (text === undefined) throw new Error(`no text "${key}" in ${language}`);
    // Most sentences have nothing to fill in, and a card says a hundred of them.
    if (!text.includes("{{")) return text;
    return language === "en" ? translate(key, { ...values }) : closeUpAt(translate(key, markWords(values)));
  };
}

/** The values that are words with a mark around them; a number keeps its kind, which plurals go by. */
function markWords(values: TextValues = {}): TextValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? mark + value.replaceAll(mark, "") + mark : value,
    ]),
  );
}

function closeUpAt(marked: string): string {
  return closeUp(marked.split(mark)).join("");
}

/** Every sentence of a language by its whole key. */
function flatten(node: unknown, prefix = ""): readonly (readonly [string, string])[] {
  if (typeof node === "string") return [[prefix, node]];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    flatten(value, prefix === "" ? key : `${prefix}.${key}`),
  );
}

/** Whether a language has a sentence under this key; for texts that may be left out. */
export function hasText(language: Language, key: string): boolean {
  return plainTexts.get(language)?.has(key) ?? false;
}
