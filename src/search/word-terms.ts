import type { SearchTerm } from "./search";
import type { Word } from "./split-words";

/** Characters of one term: an engine keeps an index of every beginning up to this length. */
const chunkLength = 8;
/** What is longer than so many chunks is compared by its beginning. */
const mostChunks = 4;
/** Pairs of one run of Chinese that are asked for; all of them are indexed. */
const mostPairs = 12;

/** Where each later chunk of a long word is marked, with characters no text is indexed by. */
const marks = ["", "\ue001", "\ue002", "\ue003"] as const;

/** The terms a word is indexed under. */
export function termsOfWord({ text, isHan }: Word): readonly string[] {
  return isHan ? pairsOf(text) : chunksOf(text);
}

/** The terms a case must have to contain the word, or one that begins with it. */
export function wantedTerms({ text, isHan }: Word): readonly SearchTerm[] {
  if (!isHan) {
    const chunks = chunksOf(text);
    return chunks.map((term, place) => ({ term, isWhole: place < chunks.length - 1 }));
  }
  const characters = Array.from(text);
  if (characters.length === 1) return [{ term: text, isWhole: false }];
  // Without the last character alone: behind the pair another one may follow.
  return pairsOf(text)
    .slice(0, -1)
    .slice(0, mostPairs)
    .map((term) => ({ term, isWhole: true }));
}

/** Each character with the next one, and the last one alone, so that one character is found as a beginning. */
function pairsOf(text: string): readonly string[] {
  const characters = Array.from(text);
  return characters.map((character, place) => character + (characters[place + 1] ?? ""));
}

function chunksOf(text: string): readonly string[] {
  const characters = Array.from(text);
  const count = Math.min(mostChunks, Math.ceil(characters.length / chunkLength));
  return Array.from(
    { length: count },
    (_, place) =>
      (marks[place] ?? "") + characters.slice(place * chunkLength, (place + 1) * chunkLength).join(""),
  );
}
