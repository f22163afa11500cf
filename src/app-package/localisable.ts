import type { Manifest } from "./manifest";

/** Every text of a manifest that a language file has to say again, by its place; values are the default language's. */
export function localisableTexts(manifest: Manifest): ReadonlyMap<string, string> {
  const { name, description, bots, staticTabs, composeExtensions } = manifest;
  const commands = [
    ...bots[0].commandLists.flatMap((list, place) =>
      list.commands.map((command, own) => [commandPath(place, own), command] as const),
    ),
    ...composeExtensions[0].commands.flatMap((command, own) => {
      const path = `composeExtensions[0].commands[${own}]`;
      const parameters = command.parameters.map(
        (parameter, place) => [`${path}.parameters[${place}]`, parameter] as const,
      );
      return [[path, command] as const, ...parameters];
    }),
  ];
  return new Map([
    ["name.short", name.short],
    ["name.full", name.full],
    ["description.short", description.short],
    ["description.full", description.full],
    ["staticTabs[0].name", staticTabs[0].name],
    ["staticTabs[1].name", staticTabs[1].name],
    ...commands.flatMap(([path, command]) => [
      [`${path}.title`, command.title] as const,
      [`${path}.description`, command.description] as const,
    ]),
  ]);
}

/** Where a command of the bot stands, in the manifest as in a language file. */
export function commandPath(list: number, command: number): string {
  return `bots[0].commandLists[${list}].commands[${command}]`;
}
