import { isLatin } from "./reading";

/** A text made ready for many finders: where a phrase may begin, and with which two characters. */
export interface Scan {
  readonly text: string;
  /** Every place that is not inside a Latin word or number, from left to right. */
  readonly places: Uint32Array;
  /** For each of the places, its two characters as `beginningOf` writes them. */
  readonly beginnings: Int32Array;
}

/** Goes through a folded text once, so that no finder has to look inside of words. */
export function scanText(text: string): Scan {
  const places = new Uint32Array(text.length);
  const beginnings = new Int32Array(text.length);
  let count = 0;
  let wasLatin = false;
  for (let at = 0; at < text.length; at += 1) {
    const isWord = isLatin(text, at);
    if (!isWord || !wasLatin) {
      places[count] = at;
      beginnings[count] = beginningOf(text, at);
      count += 1;
    }
    wasLatin = isWord;
  }
  return { text, places: places.subarray(0, count), beginnings: beginnings.subarray(0, count) };
}

/** Two characters as one small number: no string is made at every place, and few phrases share it. */
export function beginningOf(text: string, at: number): number {
  return ((text.charCodeAt(at) << 13) ^ text.charCodeAt(at + 1)) & 0x3fffffff;
}
