import { isLatin, type Span } from "./reading";

export interface Found<Tag> extends Span {
  readonly tag: Tag;
}

export type Finder<Tag> = (text: string) => readonly Found<Tag>[];

/** Aliases shorter than this are not searched for with a space in them: "a x" is not AX. */
const looseLength = 7;

/**
 * Finds phrases in folded text from left to right, at each place the longest, none inside another. Latin phrases
 * are found as whole words; `isLoose` allows a plural and "power-bi", "powerbi", "one drive".
 */
export function createFinder<Tag>(
  entries: Iterable<readonly [string, Tag]>,
  { isLoose = false }: { readonly isLoose?: boolean } = {},
): Finder<Tag> {
  const byBeginning = new Map<number, (readonly [string, Tag])[]>();
  for (const entry of entries) {
    const beginning = beginningOf(entry[0], 0, entry[0].length > 1);
    const bucket = byBeginning.get(beginning);
    if (bucket === undefined) byBeginning.set(beginning, [entry]);
    else bucket.push(entry);
  }
  const endOf = isLoose ? looseEnd : strictEnd;
  const longest = (text: string, at: number, isLong: boolean): Found<Tag> | null => {
    let best: Found<Tag> | null = null;
    for (const [phrase, tag] of byBeginning.get(beginningOf(text, at, isLong)) ?? []) {
      const to = endOf(text, at, phrase);
      if (to > (best?.to ?? at)) best = { from: at, to, tag };
    }
    return best;
  };
  return (text) => {
    const found: Found<Tag>[] = [];
    for (let at = 0; at < text.length; at += 1) {
      if (isLatin(text, at) && isLatin(text, at - 1)) continue;
      // A phrase of one character is the shortest, so it comes last.
      const best = longest(text, at, true) ?? longest(text, at, false);
      if (best === null) continue;
      found.push(best);
      at = best.to - 1;
    }
    return found;
  };
}

/** Two characters as one small number: no string is made at every place, and few phrases share it. */
function beginningOf(text: string, at: number, isLong: boolean): number {
  return ((text.charCodeAt(at) << 13) ^ (isLong ? text.charCodeAt(at + 1) : 0)) & 0x3fffffff;
}

/** Words with a tag each, for a finder that must tell several kinds of words apart. */
export function tagged<Tag>(words: readonly string[], tag: Tag): readonly (readonly [string, Tag])[] {
  return words.map((word) => [word, tag] as const);
}

function strictEnd(text: string, at: number, phrase: string): number {
  const end = at + phrase.length;
  if (!text.startsWith(phrase, at)) return -1;
  return isLatin(text, end) && isLatin(phrase, phrase.length - 1) ? -1 : end;
}

function looseEnd(text: string, from: number, phrase: string): number {
  let at = from;
  for (let unit = 0; unit < phrase.length; unit += 1) {
    const sign = phrase.charAt(unit);
    const isGap = isGapSign(text.charAt(at));
    if (sign === " ") {
      if (isGap) at += 1;
    } else if (text.charAt(at) === sign) {
      at += 1;
    } else if (isGap && phrase.length >= looseLength && unit > 2 && text.charAt(at + 1) === sign) {
      at += 2;
    } else {
      return -1;
    }
  }
  if (!isLatin(text, at) || !isLatin(phrase, phrase.length - 1)) return at;
  const plural = text.startsWith("es", at) ? 2 : 1;
  return text.charAt(at + plural - 1) === "s" && !isLatin(text, at + plural) ? at + plural : -1;
}

function isGapSign(sign: string): boolean {
  return sign === " " || sign === "-" || sign === "_";
}

/** Whether one of the words ends right before a place, one space apart at most. */
export function endsWithAny(text: string, at: number, words: readonly string[]): boolean {
  const end = text.charAt(at - 1) === " " ? at - 1 : at;
  return words.some((word) => {
    const from = end - word.length;
    return text.startsWith(word, from) && from >= 0 && !(isLatin(text, from) && isLatin(text, from - 1));
  });
}

/** Whether one of the words begins at a place, one space apart at most. */
export function startsWithAny(text: string, at: number, words: readonly string[]): boolean {
  const from = text.charAt(at) === " " ? at + 1 : at;
  return words.some((word) => strictEnd(text, from, word) > 0);
}

/** Whether one of the words stands somewhere in a part of the text. */
export function containsAny(text: string, { from, to }: Span, words: readonly string[]): boolean {
  const part = text.slice(Math.max(0, from), to);
  return words.some((word) => {
    const at = part.indexOf(word);
    if (at < 0) return false;
    const end = at + word.length;
    return !(isLatin(part, at) && isLatin(part, at - 1)) && !(isLatin(part, end) && isLatin(part, end - 1));
  });
}
