import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readCommand } from "../../src/intake/read-command";
import { textsOf } from "../../src/locales/texts";
import { commandId } from "../../src/teams/read-extension";
import { languages } from "../../src/vocabulary";

const readPackage = (file: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, "../../appPackage", file), "utf8"));

const Manifest = z.looseObject({
  composeExtensions: z.tuple([
    z.object({
      botId: z.literal("${{BOT_ID}}"),
      commands: z.tuple([z.looseObject({ id: z.string(), title: z.string().max(32) })]),
    }),
  ]),
  localizationInfo: z.object({
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })),
  }),
});
const Localization = z.record(z.string(), z.string());
const manifest = Manifest.parse(readPackage("manifest.json"));

test("the package offers on every message the one command the bot answers", () => {
  expect(manifest.composeExtensions[0].commands).toMatchObject([
    { id: commandId, type: "action", context: ["message"], fetchTask: true },
  ]);
});

test.each(languages)("in %s the command is called like the dialog it opens", (language) => {
  const { additionalLanguages } = manifest.localizationInfo;
  const file = additionalLanguages.find(({ languageTag }) => languageTag === language.toLowerCase())?.file;
  const own =
    file === undefined
      ? manifest.composeExtensions[0].commands[0].title
      : Localization.parse(readPackage(file))["composeExtensions[0].commands[0].title"];

  expect(own).toBe(textsOf(language)("dialog.title"));
});

test("every text of a language file stands for one of the manifest, within its limits", () => {
  const limits: Readonly<Record<string, number>> = {
    "name.short": 30,
    "name.full": 100,
    "description.short": 80,
  };
  for (const { file } of manifest.localizationInfo.additionalLanguages) {
    const { $schema, ...texts } = Localization.parse(readPackage(file));
    expect($schema).toMatch(/Localization\.schema\.json$/);
    for (const [path, text] of Object.entries(texts)) {
      expect([path, typeof valueAt(manifest, path)]).toEqual([path, "string"]);
      expect(text.length).toBeLessThanOrEqual(limits[path] ?? (path.endsWith(".title") ? 32 : 4000));
    }
  }
});

test("every command a language file suggests is one the bot understands", () => {
  const suggested = manifest.localizationInfo.additionalLanguages.flatMap(({ file }) =>
    Object.entries(Localization.parse(readPackage(file))).filter(([path]) => /^bots.*title$/.test(path)),
  );

  expect(suggested).toHaveLength(16);
  expect(suggested.filter(([, title]) => readCommand(title).kind === "words")).toEqual([]);
});

/** `commands[0].title` and the like. */
function valueAt(node: unknown, path: string): unknown {
  return path.split(/[.[\]]+/).reduce<unknown>((value, key) => {
    const entries: readonly (readonly [string, unknown])[] =
      typeof value === "object" && value !== null ? Object.entries(value) : [];
    return entries.find(([name]) => name === key)?.[1];
  }, node);
}
