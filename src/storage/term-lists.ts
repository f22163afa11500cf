import type { SearchPart, SearchTerm } from "../search/search";

/**
 * Lists of places, in the words of the index, of which every case that is found is in each: of a part with one way to
 * meet it, all its terms; of one with several, one term of each way.
 */
export function listsOf(parts: readonly SearchPart[]): readonly string[] {
  const lists = parts.flatMap((part) => {
    const [only, ...others] = part;
    if (only !== undefined && others.length === 0) return only.map(writeTerm);
    return [part.flatMap((terms) => terms.slice(-1).map(writeTerm)).join(" OR ")];
  });
  return [...new Set(lists)];
}

/** Whether each alternative is a term of its own. */
export function isPlain(part: SearchPart): boolean {
  return part.every((terms) => terms.length === 1);
}

/**
 * All parts together. The cases of the blocks in `stops` match whatever is asked: where they begin, crossing the lists
 * comes to an end.
 */
export function writeParts(parts: readonly SearchPart[], stops: readonly string[]): string {
  const ends = stops.map((term) => ` OR "${term}"`).join("");
  const write = (term: SearchTerm) => `(${writeTerm(term)}${ends})`;
  return parts
    .map((part) =>
      isPlain(part)
        ? `(${part.map((terms) => terms.map(writeTerm).join("")).join(" OR ")}${ends})`
        : `(${part.map((terms) => `(${terms.map(write).join(" AND ")})`).join(" OR ")})`,
    )
    .join(" AND ");
}

/** Terms hold letters, digits and characters for private use only: there is no quote among them. */
function writeTerm({ term, isWhole }: SearchTerm): string {
  return `"${term}"${isWhole ? "" : "*"}`;
}
