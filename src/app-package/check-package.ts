import type { z } from "zod";
import { languages } from "../vocabulary";
import { checkAddresses } from "./check-addresses";
import { checkCommandLists } from "./check-commands";
import { checkIcon } from "./check-icons";
import { checkIdentity } from "./check-identity";
import { checkDefaultCommands, checkLanguageFile, checkLanguageList } from "./check-languages";
import { checkSchema } from "./check-schema";
import { checkTabs } from "./check-tabs";
import { checkWords } from "./check-words";
import { type Fault, writePath } from "./fault";
import { localisableTexts } from "./localisable";
import { LanguageFile, Manifest } from "./manifest";
import type { PackageFile } from "./read-package";

/**
 * Everything wrong with the files of a Teams package, by Microsoft's schemas and by the rules of the store and of
 * this product; offline. `version` is that of the product.
 */
export function checkPackage(files: readonly PackageFile[], version: string): readonly Fault[] {
  const document = readJson(files, "manifest.json");
  const { data: manifest, error } = Manifest.safeParse(document);
  if (manifest === undefined) return describeIssues("manifest.json", error);
  return [
    ...checkSchema("manifest.json", document, manifest.manifestVersion, "MicrosoftTeams.schema.json"),
    ...checkIdentity(manifest, version),
    ...checkAddresses(manifest),
    ...checkTabs(manifest),
    ...checkCommandLists(manifest.bots),
    ...checkDefaultCommands(manifest),
    ...checkWords("manifest.json", localisableTexts(manifest)),
    ...checkLanguageList(manifest),
    ...manifest.localizationInfo.additionalLanguages.flatMap(({ languageTag, file }) =>
      checkLanguage(manifest, languageTag, file, readJson(files, file)),
    ),
    ...checkIcon("color", manifest.icons.color, contentOf(files, manifest.icons.color)),
    ...checkIcon("outline", manifest.icons.outline, contentOf(files, manifest.icons.outline)),
  ];
}

function checkLanguage(manifest: Manifest, tag: string, file: string, document: unknown): readonly Fault[] {
  const language = languages.find((own) => own.toLowerCase() === tag);
  // A language the product does not speak is a fault of the list.
  if (language === undefined) return [];
  const { data: texts, error } = LanguageFile.safeParse(document);
  if (texts === undefined) return describeIssues(file, error);
  return [
    ...checkLanguageFile(manifest, language, file, texts),
    ...checkWords(file, new Map(Object.entries(texts).filter(([path]) => path !== "$schema"))),
  ];
}

function describeIssues(file: string, { issues }: z.ZodError): readonly Fault[] {
  return issues.map(({ path, message }) => ({ file, path: writePath(path), what: message }));
}

/** Undefined for what is not JSON: the shape is checked next, and says so. */
function readJson(files: readonly PackageFile[], name: string): unknown {
  try {
    return JSON.parse(contentOf(files, name).toString("utf8"));
  } catch {
    return undefined;
  }
}

function contentOf(files: readonly PackageFile[], name: string): Buffer {
  return files.find((file) => file.name === name)?.content ?? Buffer.alloc(0);
}
