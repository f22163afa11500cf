/** A value longer than any of our inputs allows is cut, not refused: the field's own check says what is wrong. */
const valueLimit = 4000;

/** What no person types and no database takes: NUL and halves of characters. All else is kept as it was typed. */
export function cleanInput(text: string): string {
  return text.slice(0, valueLimit).replaceAll("\u0000", "").toWellFormed();
}
