import { keepOwnWords } from "./own-words";

/** A part of the folded text: from inclusive, to exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A message as it is compared, and the way back to the very characters it was read from. */
export interface Reading {
  readonly text: string;
  readonly wordsOf: (span: Span) => string;
}

/** UTF-16 characters; what matters is said at the beginning, and a pasted log is not searched. */
const readLength = 1000;

/** Stands for a name or address that was already understood, so that no other word is read out of it. */
export const taken = "\u0001";

/**
 * Folds width, case and white space like `foldText`, drops invisible signs, and keeps for every character where
 * it came from. A line break becomes a semicolon: people in a hurry break lines instead of ending sentences.
 */
export function readText(message: string): Reading {
  const source = keepOwnWords(message.slice(0, readLength));
  const starts: number[] = [];
  const ends: number[] = [];
  let text = "";
  let at = 0;
  for (const sign of source) {
    const folded = foldSign(sign);
    const kept = folded === " " && (text === "" || text.endsWith(" ")) ? "" : folded;
    for (let unit = 0; unit < kept.length && text.length < readLength; unit += 1) {
      starts.push(at);
      ends.push(at + sign.length);
      text += kept.charAt(unit);
    }
    at += sign.length;
  }
  return {
    text,
    wordsOf: ({ from, to }) =>
      to > from ? source.slice(starts[from] ?? 0, ends[Math.min(to, text.length) - 1] ?? 0).trim() : "",
  };
}

function foldSign(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (code >= 0x61 && code <= 0x7a) return sign;
  if (code >= 0x4e00 && code <= 0x9fff) return sign;
  if (sign === "\n" || sign === "\u2028" || sign === "\u2029") return ";";
  if (code < 0x20 || code === 0x7f || /\s/u.test(sign)) return " ";
  if (code < 0x80) return sign.toLowerCase();
  if (sign === "’" || sign === "‘" || sign === "´") return "'";
  if (/\p{Cf}/u.test(sign)) return "";
  return sign.normalize("NFKC").toLowerCase();
}

/** Whether a character is part of a Latin word or number, so that a name next to it would be cut out of it. */
export function isLatin(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7)
  );
}

/** Puts `taken` in the place of the spans, so that all positions stay what they are. */
export function maskSpans(text: string, spans: readonly Span[]): string {
  let masked = text;
  for (const { from, to } of spans) {
    masked = masked.slice(0, from) + taken.repeat(to - from) + masked.slice(to);
  }
  return masked;
}
