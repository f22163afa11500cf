import { foldText } from "../fold-text";
import commandWords from "../intake/commands.json";
import { readCommand } from "../intake/read-command";
import type { Language } from "../vocabulary";
import { type Fault, found } from "./fault";
import type { Manifest } from "./manifest";

/** UTF-16 characters and entries: what every schema before 1.20 allows, and people can take in. */
const limits = { commands: 10, title: 32, description: 128 } as const;

/** A command as a language suggests it: `file` and `path` say where it stands. */
export interface SuggestedCommand {
  readonly file: string;
  readonly path: string;
  readonly title: string;
  readonly description: string;
}

/** Checks that every scope of the bot has one list of commands, neither empty nor too long. */
export function checkCommandLists([{ scopes, commandLists }]: Manifest["bots"]): readonly Fault[] {
  const file = "manifest.json";
  const listed = commandLists.flatMap((list) => list.scopes);
  const uneven = [...new Set([...scopes, ...listed])].filter(
    (scope) => !scopes.includes(scope) || listed.filter((other) => other === scope).length !== 1,
  );
  return [
    ...uneven.map((scope) => ({
      file,
      path: "bots[0].commandLists",
      what: `has not one list for the scope ${scope}; allowed: one for each of ${scopes.join(", ")}`,
    })),
    ...commandLists.flatMap(({ commands }, place) =>
      commands.length > 0 && commands.length <= limits.commands
        ? []
        : [
            {
              file,
              path: `bots[0].commandLists[${place}].commands`,
              what: `has ${commands.length} commands; allowed: 1 to ${limits.commands}`,
            },
          ],
    ),
  ];
}

/** Checks one list in one language: each command is short, named once and understood by the bot. */
export function checkCommands(language: Language, commands: readonly SuggestedCommand[]): readonly Fault[] {
  return commands.flatMap(({ file, path, title, description }, place) => {
    const fault = (key: "title" | "description", allowed: string): Fault => ({
      file,
      path: `${path}.${key}`,
      what: found(key === "title" ? title : description, allowed),
    });
    const isRepeated = commands.slice(0, place).some((other) => foldText(other.title) === foldText(title));
    return [
      ...(title.length > limits.title ? [fault("title", `at most ${limits.title} characters`)] : []),
      ...(description.length > limits.description
        ? [fault("description", `at most ${limits.description} characters`)]
        : []),
      ...(title.includes("/") ? [fault("title", "no /, Teams writes it itself")] : []),
      ...(isRepeated ? [fault("title", "each command once")] : []),
      ...(commandOf(title, language) === null
        ? [fault("title", `a command the bot knows in ${language}`)]
        : []),
    ];
  });
}

/** The command the words stand for in this language; the bot itself takes the words of all languages. */
export function commandOf(title: string, language: Language): string | null {
  if (readCommand(title).kind === "words") return null;
  const words = foldText(title);
  return Object.entries(commandWords).find(([, lists]) => lists[language].includes(words))?.[0] ?? null;
}
