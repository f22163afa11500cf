import { foldText } from "../fold-text";
import type { Option } from "../question-view";
import { isBareNo, saysNo } from "./denials";

/**
 * The option a typed answer means: its number, its value, its title, one of `words` (what else people call it, by
 * value), or the only title that has the words. Null when none or several fit, and where the words stand behind a "not"
 * of the title that was not typed: "started" is no way of saying "not started".
 */
export function matchOption(
  text: string,
  options: readonly Option[],
  words: Readonly<Record<string, readonly string[]>> = {},
): Option | null {
  const wanted = fold(text);
  if (/^\d{1,3}$/.test(wanted)) return options[Number(wanted) - 1] ?? null;
  const exact = options.filter(({ value, title }) =>
    [value, title, ...(words[value] ?? [])].some((name) => fold(name) === wanted),
  );
  // A single letter is inside everything, and a mere "no" begins many a sentence.
  if (exact.length > 0 || wanted.length < 2 || isBareNo(wanted)) return only(exact);
  const found = options.flatMap((option) => findWords(fold(option.title), wanted, option));
  // "Incident that fits" is in "no incident that fits" as well; whoever types it is asked which one.
  return found.some(({ isDenied }) => isDenied) ? null : only(found.map(({ option }) => option));
}

interface Found {
  readonly option: Option;
  /** The title says "not" before the words, which do not. */
  readonly isDenied: boolean;
}

function findWords(title: string, wanted: string, option: Option): readonly Found[] {
  const at = wordStart(title, wanted);
  if (at < 0) return [];
  const clause =
    title
      .slice(0, at)
      .split(/[,:;(，：；（]/u)
      .at(-1) ?? "";
  return [{ option, isDenied: saysNo(clause) && !saysNo(wanted) }];
}

const latin = /[a-z0-9]/;

/** Where the words stand in the title; Latin ones only where a word begins: "available" is not in "unavailable". */
function wordStart(title: string, wanted: string): number {
  let at = title.indexOf(wanted);
  while (at > 0 && latin.test(wanted.charAt(0)) && latin.test(title.charAt(at - 1)))
    at = title.indexOf(wanted, at + 1);
  return at;
}

function only(options: readonly Option[]): Option | null {
  return options.length === 1 ? (options[0] ?? null) : null;
}

/** Values are written with underscores or hyphens, and an answer may end in a sign. */
function fold(text: string): string {
  return foldText(foldText(text).replaceAll(/[_-]/g, " "))
    .replace(/[.。!,;:)、]+$/u, "")
    .trim();
}
