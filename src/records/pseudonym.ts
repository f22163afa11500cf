const prefix = "erased-";

/** What stands in the place of an erased name; of the id, which is new, so much that no two are the same. */
export function toPseudonym(newId: string): string {
  return `${prefix}${newId.replaceAll("-", "").slice(0, 12)}`;
}

/** Whether a name was erased: it may be shown, but nobody is to look for it. */
export function isPseudonym(name: string): boolean {
  return name.startsWith(prefix);
}
