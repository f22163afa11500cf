import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

/** One file of the built tab. */
export interface TabFile {
  readonly content: Buffer;
  readonly type: string;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/**
 * The built tab by the path below its folder, with forward slashes; empty when it was not built. Only what was found
 * here is ever served, so that no address can lead out of the folder.
 */
export function readTabFiles(folder: string): ReadonlyMap<string, TabFile> {
  return new Map(
    list(folder).flatMap((file): readonly (readonly [string, TabFile])[] => {
      const type = types[extname(file)];
      const name = relative(folder, file).split(sep).join("/");
      return type === undefined ? [] : [[name, { content: readFileSync(file), type }]];
    }),
  );
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .filter((file) => statSync(file).isFile());
  } catch {
    return [];
  }
}
