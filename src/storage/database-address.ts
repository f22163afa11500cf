import type { MachineIdentity } from "./identity-token";

/** A database of a PostgreSQL server, and how its user signs in. */
export interface PostgresAddress {
  readonly url: string;
  /** Its tokens are the password; the address has none then. */
  readonly identity?: MachineIdentity;
}

/** Where the data are: one file of one program, or a server that many share. */
export type DatabaseAddress =
  { readonly kind: "sqlite"; readonly file: string } | ({ readonly kind: "postgres" } & PostgresAddress);

/** Reads `sqlite:<file>` or `postgres://…`; null when it is neither. */
export function parseDatabaseAddress(text: string): DatabaseAddress | null {
  if (/^postgres(ql)?:\/\//.test(text)) return URL.canParse(text) ? { kind: "postgres", url: text } : null;
  // Three slashes begin a whole path, as in other addresses.
  const file = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(text)?.[1];
  return file === undefined ? null : { kind: "sqlite", file };
}
