import { namesOf } from "../catalogue/find-product";
import type { Catalogue } from "../catalogue/catalogue";
import { textsOf } from "../locales/texts";
import { languages, recordStates } from "../vocabulary";
import { factTerm } from "./fact-term";
import type { Search, SearchPart } from "./search";
import { splitWords, type Word } from "./split-words";
import { wantedTerms } from "./word-terms";

/** Of longer texts the beginning is read. */
const longestSearch = 300;
/** Words that are asked for; further ones are left aside, so that a search stays a small piece of work. */
const mostWords = 8;
/** Letters from which on a beginning is enough to mean a product or a state. */
const shortestName = 2;

/** A word of a product or state in any language, and the term of what it names. */
interface Name {
  readonly word: Word;
  readonly term: string;
}

const recordNumber = /(?<![\p{L}\p{N}])PS[-\s]?0*([1-9]\d{0,8})(?![\p{L}\p{N}])/giu;

/**
 * Makes the reader of what people type into a search: words in any order, record numbers, products and states by
 * their names in every language. Null for an empty text; a text of nothing but signs is a search that finds nothing.
 */
export function createSearchReader(catalogue: Catalogue): (text: string) => Search | null {
  const names = [...nameProducts(catalogue), ...nameStates()];
  return (text) => {
    const typed = text.slice(0, longestSearch).trim();
    if (typed === "") return null;
    const numbers = [...typed.matchAll(recordNumber)].map(([, digits = ""]) => [oneFact("number", digits)]);
    const words = eachOnce(splitWords(typed.replace(recordNumber, " ")));
    const parts = [...numbers, ...words.map((word) => partOf(word, names))];
    return { parts: parts.slice(0, mostWords) };
  };
}

function eachOnce(words: readonly Word[]): readonly Word[] {
  return [...new Map(words.map((word) => [word.text, word])).values()];
}

/** The word itself, a number that may be a record's, or what goes by that name. */
function partOf(word: Word, names: readonly Name[]): SearchPart {
  const number = /^0*([1-9]\d{0,8})$/.exec(word.text)?.[1];
  const named = new Set(names.filter((name) => means(word, name.word)).map(({ term }) => term));
  return [
    wantedTerms(word),
    ...(number === undefined ? [] : [oneFact("number", number)]),
    ...[...named].map((term) => [{ term, isWhole: true }]),
  ];
}

function oneFact(...fact: Parameters<typeof factTerm>): SearchPart[number] {
  return [{ term: factTerm(...fact), isWhole: true }];
}

function means(typed: Word, name: Word): boolean {
  if (typed.isHan !== name.isHan || Array.from(typed.text).length < shortestName) return false;
  return typed.isHan ? name.text.includes(typed.text) : name.text.startsWith(typed.text);
}

function nameProducts({ products }: Catalogue): readonly Name[] {
  return products.flatMap((product) =>
    splitWords(namesOf(product).join("\n")).map((word) => ({ word, term: factTerm("product", product.id) })),
  );
}

function nameStates(): readonly Name[] {
  return recordStates.flatMap((state) => {
    const said = languages.map((language) => textsOf(language)(`state.${state}`));
    return splitWords([state, ...said].join("\n").replaceAll("_", " ")).map((word) => ({
      word,
      term: factTerm("state", state),
    }));
  });
}
