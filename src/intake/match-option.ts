import { foldText } from "../fold-text";
import type { Option } from "../views";

/**
 * The option a typed answer means: its number, its value, its title, or the only title that begins with or
 * contains the words. Null when none or several fit.
 */
export function matchOption(text: string, options: readonly Option[]): Option | null {
  const wanted = fold(text);
  if (wanted === "") return null;
  if (/^\d{1,3}$/.test(wanted)) return options[Number(wanted) - 1] ?? null;
  const tests: readonly ((option: Option) => boolean)[] = [
    ({ value, title }) => fold(value) === wanted || fold(title) === wanted,
    ({ title }) => fold(title).startsWith(wanted),
    // A single letter is inside everything.
    ({ title }) => wanted.length > 1 && fold(title).includes(wanted),
  ];
  for (const fits of tests) {
    const found = options.filter(fits);
    if (found.length > 0) return found.length === 1 ? (found[0] ?? null) : null;
  }
  return null;
}

/** Values are written with underscores, and a sentence may end in a full stop. */
function fold(text: string): string {
  const folded = foldText(text.replaceAll("_", " "));
  return /[.。!！]$/u.test(folded) ? folded.slice(0, -1).trim() : folded;
}
