import type { Fault } from "./fault";
import { refused } from "./refused";

/** Checks the texts of one file, given by their places, for words Teams' store refuses. */
export function checkWords(file: string, texts: ReadonlyMap<string, string>): readonly Fault[] {
  return [...texts].flatMap(([path, text]) => [
    ...(path.startsWith("name.") ? refused.nameWords : [])
      .filter((word) => hasWord(text, word))
      .map((word) => ({ file, path, what: `has the word "${word}", which no app may have in its name` })),
    ...refused.words
      .filter((word) => hasWord(text, word))
      .map((word) => ({ file, path, what: `has "${word}", which is not allowed in a listing` })),
    ...(text.includes("${") ? [{ file, path, what: "has a placeholder that was not filled in" }] : []),
    ...(path === "description.full" ? checkProductName(file, text) : []),
  ]);
}

/** The long description says the product's full name where it first speaks of it. */
function checkProductName(file: string, text: string): readonly Fault[] {
  const isShort = /^(?:(?!Teams\b).)*(?<!Microsoft )\bTeams\b/su.test(text);
  return isShort ? [{ file, path: "description.full", what: 'must say "Microsoft Teams" at first' }] : [];
}

/** A whole word where the script has words; any occurrence in Chinese. */
function hasWord(text: string, word: string): boolean {
  const escaped = word.toLowerCase().replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(`(?<![a-z0-9])${escaped}(?![a-z0-9])`, "u").test(text.toLowerCase());
}
