/** What a case is indexed by beside its words; `block` is where in an index it stands, which the engine knows. */
export type FactField =
  | "number"
  | "state"
  | "severity"
  | "outcome"
  | "product"
  | "customer"
  | "requester"
  | "owner"
  | "channel"
  | "block";

/**
 * The term of a fact: two characters no text is indexed by, so that nobody can type it and it takes little room in
 * the index of beginnings. Two facts share a term about once in a thousand million, so whoever asks by one looks at
 * the case itself before showing it.
 */
export function factTerm(field: FactField, value: string): string {
  const hash = hashText(`${field}:${value}`);
  return String.fromCodePoint(0xf0000 + (hash & 0x7fff), 0x100000 + ((hash >>> 15) & 0x7fff));
}

/** Whether it is the term of a fact and of no word. */
export function isFactTerm(term: string): boolean {
  return (term.codePointAt(0) ?? 0) >= 0xf0000;
}

/** FNV-1a, with its bits mixed once more at the end. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1)
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}
