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

/** At most so many UTF-16 characters, with an ellipsis where something is missing. */
export function shortenText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // Cutting may halve a surrogate pair.
  const cut = text.slice(0, Math.max(0, maxLength - 1)).replace(/[\ud800-\udbff]$/, "");
  return `${cut.trimEnd()}…`;
}
