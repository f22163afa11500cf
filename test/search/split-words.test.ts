import fc from "fast-check";
import { splitWords } from "../../src/search/split-words";
import { termsOfWord, wantedTerms } from "../../src/search/word-terms";

test.each([
  ["Exchange-Online, O365!", ["exchange", "online", "o365"]],
  ["Ｔｅａｍｓ Ｅ３", ["teams", "e3"]],
  ["MÜLLER & söhne", ["muller", "sohne"]],
  ["郵件Outlook延遲2次", ["郵件", "outlook", "延遲", "2", "次"]],
  ["メール・送信ー", ["メール", "送信ー"]],
  ["\ud800 \u0000 😀 \ue001 ***", []],
])("%s is read as the words %j", (text, words) => {
  expect(splitWords(text).map((word) => word.text)).toEqual(words);
});

test("a word of any text is found by itself and by each of its beginnings", () => {
  const text = fc.string({ unit: "binary", maxLength: 60 });
  fc.assert(
    fc.property(text, fc.nat(), (typed, seed) => {
      const words = splitWords(typed);
      const indexed = new Set(words.flatMap(termsOfWord));
      for (const word of words) {
        const characters = Array.from(word.text);
        const beginning = characters.slice(0, 1 + (seed % characters.length)).join("");
        for (const { term, isWhole } of wantedTerms({ ...word, text: beginning })) {
          const isMet = isWhole ? indexed.has(term) : [...indexed].some((known) => known.startsWith(term));
          expect([word.text, beginning, isMet]).toEqual([word.text, beginning, true]);
        }
      }
    }),
  );
});

test("terms hold nothing an engine's query language reads", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (typed) => {
      for (const term of splitWords(typed).flatMap(termsOfWord))
        expect(term).toMatch(/^[\p{L}\p{N}\p{M}\p{Co}]{1,9}$/u);
    }),
  );
});
