import { type Language, languages } from "../vocabulary";
import { checkCommands, commandOf, type SuggestedCommand } from "./check-commands";
import { checkSchema, schemaAddress } from "./check-schema";
import { type Fault, found } from "./fault";
import { commandPath, localisableTexts } from "./localisable";
import type { LanguageFile, Manifest } from "./manifest";

/** The default language first: its texts are those of the manifest. */
const [defaultLanguage] = languages;

/** Checks that the manifest lists every language of the product, each once. */
export function checkLanguageList({ localizationInfo }: Manifest): readonly Fault[] {
  const { defaultLanguageTag, additionalLanguages } = localizationInfo;
  const listed = [defaultLanguageTag, ...additionalLanguages.map(({ languageTag }) => languageTag)];
  const allowed = languages.map((language) => language.toLowerCase());
  const isComplete =
    defaultLanguageTag === defaultLanguage && listed.toSorted().join() === allowed.toSorted().join();
  if (isComplete) return [];
  return [{ file: "manifest.json", path: "localizationInfo", what: found(listed, allowed.join(", ")) }];
}

/** Checks one language file: nothing missing, nothing that stands for nothing, commands as in the manifest. */
export function checkLanguageFile(
  manifest: Manifest,
  language: Language,
  file: string,
  texts: LanguageFile,
): readonly Fault[] {
  const { $schema, ...own } = texts;
  const wanted = localisableTexts(manifest);
  const address = schemaAddress(manifest.manifestVersion, "MicrosoftTeams.Localization.schema.json");
  const missing = [...wanted.keys()].filter((path) => (own[path] ?? "").trim() === "");
  const needless = Object.keys(own).filter((path) => !wanted.has(path));
  return [
    ...checkSchema(file, texts, manifest.manifestVersion, "MicrosoftTeams.Localization.schema.json"),
    ...($schema === address ? [] : [{ file, path: "$schema", what: found($schema, address) }]),
    ...missing.map((path) => ({ file, path, what: "is missing; the manifest has such a text" })),
    ...needless.map((path) => ({ file, path, what: "stands for no text of the manifest" })),
    ...checkSuggestions(manifest, language, file, new Map(Object.entries(own))),
  ];
}

/** Checks the commands the manifest itself suggests, in the default language. */
export function checkDefaultCommands(manifest: Manifest): readonly Fault[] {
  return checkSuggestions(manifest, defaultLanguage, "manifest.json", localisableTexts(manifest));
}

function checkSuggestions(
  { bots }: Manifest,
  language: Language,
  file: string,
  texts: ReadonlyMap<string, string>,
): readonly Fault[] {
  return bots[0].commandLists.flatMap(({ commands }, list) => {
    const suggested = commands.flatMap((_, own): readonly SuggestedCommand[] => {
      const path = commandPath(list, own);
      const title = texts.get(`${path}.title`);
      return title === undefined
        ? []
        : [{ file, path, title, description: texts.get(`${path}.description`) ?? "" }];
    });
    const others = commands.flatMap(({ title }, own) => {
      const path = `${commandPath(list, own)}.title`;
      const meant = commandOf(title, defaultLanguage);
      const said = commandOf(texts.get(path) ?? "", language);
      if (said === null || said === meant) return [];
      return [{ file, path, what: `is the command ${said}, where the manifest has ${meant ?? "none"}` }];
    });
    return [...checkCommands(language, suggested), ...others];
  });
}
