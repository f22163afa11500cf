import { shortenText } from "../plain-text";

/** What a line break becomes: a space, or it stays where the text is an input's value. */
export interface CleanOptions {
  readonly keepLines?: boolean;
}

/** The longest texts that are shown; whatever is longer ends in an ellipsis. */
export const shownLength = { title: 300, name: 120, row: 100, note: 500, caseNumber: 60 } as const;

/**
 * Makes text a person typed safe to show: no control, bidi or other invisible format characters, no lone
 * surrogates, single spaces, and at most `maxLength` characters. Joiners stay, for emoji and Indic scripts.
 */
export function cleanUserText(
  text: string,
  maxLength: number,
  { keepLines = false }: CleanOptions = {},
): string {
  // White space is squeezed afterwards, so more than is shown is looked at, but never a whole novel.
  const visible = text.slice(0, maxLength * 8).replace(/(?![\t-\r\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu, "");
  const clean = keepLines
    ? visible.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(/[^\S\n]+/g, " ")
    : visible.replace(/\s+/g, " ");
  return shortenText(clean.trim(), maxLength);
}
