const runs = /[\p{L}\p{N}\p{M}]+/gu;
const han = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+)/u;

/** A run of letters and digits as it is compared; `isHan` where the script has no spaces between words. */
export interface Word {
  readonly text: string;
  readonly isHan: boolean;
}

/** The words of any text: case, width and accents make no difference, signs and halves of characters part them. */
export function splitWords(text: string): readonly Word[] {
  const folded = text
    .toWellFormed()
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC");
  return [...folded.matchAll(runs)].flatMap(([run]) =>
    run
      .split(han)
      .map((part, place) => ({ text: part, isHan: place % 2 === 1 }))
      .filter((word) => word.text !== ""),
  );
}
