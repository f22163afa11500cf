/** Where the data are: one file of one program, or a server that many share. */
export type DatabaseAddress =
  { readonly kind: "sqlite"; readonly file: string } | { readonly kind: "postgres"; readonly url: string };

/** Reads `sqlite:<file>` or `postgres://…`; null when it is neither. */
export function parseDatabaseAddress(text: string): DatabaseAddress | null {
  if (/^postgres(ql)?:\/\//.test(text)) return URL.canParse(text) ? { kind: "postgres", url: text } : null;
  // Three slashes begin a whole path, as in other addresses.
  const file = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(text)?.[1];
  return file === undefined ? null : { kind: "sqlite", file };
}
