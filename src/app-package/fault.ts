/** Something wrong with the package: which file, where in it, and what, each fit for one line. */
export interface Fault {
  readonly file: string;
  /** As in `bots[0].botId`; empty for the file as a whole. */
  readonly path: string;
  readonly what: string;
}

/** `manifest.json bots[0].botId: is "x"; allowed: a GUID`. */
export function describeFault({ file, path, what }: Fault): string {
  return `${[file, path].filter(Boolean).join(" ")}: ${what}`;
}

/** The words of every fault: what was found and what is allowed. */
export function found(value: unknown, allowed: string): string {
  return `is ${value === undefined ? "missing" : JSON.stringify(value)}; allowed: ${allowed}`;
}

/** `["bots", 0, "botId"]` as `bots[0].botId`. */
export function writePath(keys: readonly PropertyKey[]): string {
  return keys
    .map((key) =>
      typeof key === "number" || /^\d+$/.test(String(key)) ? `[${String(key)}]` : `.${String(key)}`,
    )
    .join("")
    .replace(/^\./, "");
}
