import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { DataError } from "../errors";
import { writePath } from "./fault";
import type { PackageValues } from "./read-package-values";

/** A file as it lies at the root of the zip. */
export interface PackageFile {
  readonly name: string;
  readonly content: Buffer;
}

const FileName = z.string().regex(/^[a-z0-9-]+\.(json|png)$/);
const NamedFiles = z.looseObject({
  icons: z.looseObject({ color: FileName, outline: FileName }),
  localizationInfo: z.looseObject({ additionalLanguages: z.array(z.looseObject({ file: FileName })) }),
});

/**
 * The files of the Teams package: the manifest of the folder with its `${{NAME}}` filled in, and what it names.
 * Throws `DataError` when one is missing, cannot be read or asks for a value nobody sets.
 */
export function readPackage(folder: string, values: PackageValues): readonly PackageFile[] {
  const manifest = fillPlaceholders(readFile(folder, "manifest.json").toString("utf8"), values);
  const named = NamedFiles.safeParse(parseJson(manifest));
  if (!named.success) {
    const path = writePath(named.error.issues[0]?.path ?? []);
    throw new DataError(`manifest.json names no plain file in ${path}`);
  }
  const { icons, localizationInfo } = named.data;
  const languageFiles = localizationInfo.additionalLanguages.map(({ file }) => file);
  return [
    { name: "manifest.json", content: Buffer.from(manifest) },
    ...[icons.color, icons.outline, ...languageFiles].map((name) => ({
      name,
      content: readFile(folder, name),
    })),
  ];
}

/** The values are GUIDs and a domain: nothing in them ends a JSON text. */
function fillPlaceholders(text: string, values: PackageValues): string {
  const byName = new Map<string, string>(Object.entries(values));
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, name: string) => {
    const value = byName.get(name.trim());
    if (value === undefined) {
      throw new DataError(`manifest.json asks for "${name}"; allowed: ${[...byName.keys()].join(", ")}`);
    }
    return value;
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DataError("manifest.json is not JSON", { cause: error });
  }
}

function readFile(folder: string, name: string): Buffer {
  const file = join(folder, name);
  if (!existsSync(file))
    throw new DataError(`${name} is part of the package, but ${folder} does not have it`);
  return readFileSync(file);
}
