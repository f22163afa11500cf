/**
 * Text of a person as plain text for pasting: what cannot be seen (control, bidi and other format characters,
 * halves of characters) is taken out, line ends are made one, all else stays as it was typed. Joiners stay, for
 * emoji and Indic scripts.
 */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
    .replace(/[^\S\n]+$/gm, "")
    .replace(/^\n+|\s+$/g, "");
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/g, " ").trim();
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * At most so many UTF-16 characters, with an ellipsis where something is missing; what is read as one character, as a
 * family of emoji or a letter with its marks, is there whole or not at all.
 */
export function shortenText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const room = Math.max(0, maxLength - 1);
  const start = graphemes.segment(text.slice(0, room + longestGrapheme)).containing(room)?.index ?? room;
  // More marks than any script piles up are no character: they are cut wherever no surrogate pair is halved.
  const cut = text.slice(0, room - start < longestGrapheme ? start : room).replace(/[\ud800-\udbff]$/, "");
  return `${cut.trimEnd()}…`;
}

/** UTF-16 characters; a family of four with colours of skin and joiners has about 20. */
const longestGrapheme = 64;
