import type { Language } from "../vocabulary";
import type { Message } from "./message";
import { wordLists } from "./word-lists";

const traditional = new Set(wordLists.script["zh-TW"]);
const simplified = new Set(wordLists.script["zh-CN"]);
const english = new Set(wordLists.language.english);
const foreign = new Set(wordLists.language.foreign);

/** Times the characters of one script must outnumber those of the other; a quoted name is no change of language. */
const clearMajority = 4;

/**
 * The language of the message itself: names and addresses are taken out before. Chinese needs a character that
 * only one script has, English an ordinary English word; a mixture or too little text tells nothing.
 */
export function readLanguage({ text }: Message): Language | null {
  const chinese = [...text.matchAll(/[\u4e00-\u9fff]/g)].map(([sign]) => sign);
  const words = [...text.matchAll(/[a-z\u00c0-\u024f']+/g)].map(([word]) => word);
  const spoken = words.filter((word) => english.has(word)).length;
  if (/[\u3040-\u30ff\u0400-\u04ff\u0600-\u06ff\uac00-\ud7af]/.test(text)) return null;
  if (chinese.length === 0) return isEnglish(words, spoken) ? "en" : null;
  if (spoken > 1 || chinese.length < 2) return null;
  return scriptOf(chinese);
}

function isEnglish(words: readonly string[], spoken: number): boolean {
  const strange = words.filter((word) => foreign.has(word) || /[\u00c0-\u024f]/.test(word)).length;
  if (words.length < 2 || strange > spoken / 4) return false;
  return spoken >= 2 || (spoken === 1 && words.length <= 8);
}

function scriptOf(signs: readonly string[]): Language | null {
  const written = signs.filter((sign) => traditional.has(sign)).length;
  const short = signs.filter((sign) => simplified.has(sign)).length;
  if (written > short * clearMajority) return "zh-TW";
  return short > written * clearMajority ? "zh-CN" : null;
}
