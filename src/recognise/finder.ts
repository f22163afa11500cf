import { isLatin, type Span } from "./reading";
import { beginningOf, type Scan } from "./scan-text";

/** A phrase that was met, from where to where, and what it stands for. */
export interface Found<Tag> extends Span {
  readonly tag: Tag;
}

/** Finds its phrases in their order; empty where there is none. */
export type Finder<Tag> = (scan: Scan) => readonly Found<Tag>[];

/** Aliases shorter than this are not searched for with a space in them: "a x" is not AX. */
const looseLength = 7;

/**
 * Finds phrases in scanned text from left to right, at each place the longest, none inside another. Latin phrases
 * are found as whole words; `isLoose` allows a plural and "power-bi", "powerbi", "one drive". 「SLA 賠償」 is found without
 * its space, too: few people put one between the two scripts.
 */
export function createFinder<Tag>(
  entries: Iterable<readonly [string, Tag]>,
  { isLoose = false }: { readonly isLoose?: boolean } = {},
): Finder<Tag> {
  const long = new Map<number, (readonly [string, Tag])[]>();
  const short = new Map<number, (readonly [string, Tag])[]>();
  // Most places begin no phrase at all; a small table says so sooner than a map.
  const mayBegin = new Uint8Array(sieveSize);
  for (const entry of spelled(entries)) {
    const [phrase] = entry;
    const isShort = phrase.length < 2;
    const beginning = isShort ? phrase.charCodeAt(0) : beginningOf(phrase, 0);
    const buckets = isShort ? short : long;
    const bucket = buckets.get(beginning);
    if (bucket === undefined) buckets.set(beginning, [entry]);
    else bucket.push(entry);
    if (!isShort) mayBegin[sieveOf(beginning)] = 1;
  }
  const endOf = isLoose ? looseEnd : strictEnd;
  const longest = (
    bucket: readonly (readonly [string, Tag])[] | undefined,
    text: string,
    at: number,
  ): Found<Tag> | null => {
    let best: Found<Tag> | null = null;
    for (const [phrase, tag] of bucket ?? []) {
      const to = endOf(text, at, phrase);
      if (to > (best?.to ?? at)) best = { from: at, to, tag };
    }
    return best;
  };
  return ({ text, places, beginnings }) => {
    const found: Found<Tag>[] = [];
    let end = 0;
    for (let index = 0; index < places.length; index += 1) {
      const at = places[index] ?? 0;
      if (at < end) continue;
      const beginning = beginnings[index] ?? 0;
      const isPossible = mayBegin[sieveOf(beginning)] === 1;
      let best = isPossible ? longest(long.get(beginning), text, at) : null;
      // A phrase of one character is the shortest, so it comes last.
      if (best === null && short.size > 0) best = longest(short.get(text.charCodeAt(at)), text, at);
      if (best === null) continue;
      found.push(best);
      end = best.to;
    }
    return found;
  };
}

const scriptGap = /(?<=[a-z0-9]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=[a-z0-9])/g;

function spelled<Tag>(entries: Iterable<readonly [string, Tag]>): readonly (readonly [string, Tag])[] {
  return [...entries].flatMap(([phrase, tag]) =>
    tagged([...new Set([phrase, phrase.replace(scriptGap, "")])], tag),
  );
}

const sieveSize = 4096;

function sieveOf(beginning: number): number {
  return (beginning ^ (beginning >>> 12)) & (sieveSize - 1);
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
