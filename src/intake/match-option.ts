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

function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_]+/g, " ")
    .replace(/[.。!！]+$/u, "")
    .trim();
}
