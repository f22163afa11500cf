/** Somebody or something that is replaced: an id or key, the names it goes by, and what stands in its place. */
export interface Replacement {
  readonly id: string;
  readonly names: readonly string[];
  readonly pseudonym: string;
}

/** Names that are looked for inside of texts: a short one, or one that is a word of our own, would hit too much. */
export function findableNames(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => name.trim()))].filter(
    (name) => name.length >= 3 && !/^[a-z0-9_]+$/.test(name),
  );
}

/** A text without the id and the names. */
export function pseudonymiseText(text: string, { id, names, pseudonym }: Replacement): string {
  if (text === id) return pseudonym;
  // A short id could stand inside of any word.
  const parts = id.length >= 8 ? [id, ...findableNames(names)] : findableNames(names);
  return parts.reduce((rest, part) => rest.replaceAll(part, pseudonym), text);
}

/** A stored document with every text in it replaced; whom it mentions is left out, for nobody could be reached. */
export function pseudonymiseDocument(document: string, replacement: Replacement): string {
  const parsed: unknown = JSON.parse(document);
  return JSON.stringify(walk(parsed, replacement));
}

function walk(value: unknown, replacement: Replacement): unknown {
  if (typeof value === "string") return pseudonymiseText(value, replacement);
  if (Array.isArray(value)) return value.map((one: unknown) => walk(one, replacement));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => [
      key,
      walk(isMentions(key, one) ? one.filter((person) => !isAbout(person, replacement)) : one, replacement),
    ]),
  );
}

function isMentions(key: string, value: unknown): value is readonly unknown[] {
  return (key === "mention" || key === "mentions") && Array.isArray(value);
}

/** A person, or an entry that names one. */
function isAbout(value: unknown, { id }: Replacement): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("id" in value && value.id === id) return true;
  return "person" in value && isAbout(value.person, { id, names: [], pseudonym: "" });
}
