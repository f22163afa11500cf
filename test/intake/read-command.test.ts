import { commandIds, readCommand } from "../../src/intake/read-command";
import english from "../../src/locales/en.json";
import { textsOf } from "../../src/locales/texts";
import { isOneOf, languages } from "../../src/vocabulary";

const named = Object.keys(english.command);

test.each(languages.flatMap((language) => named.map((id) => [language, id] as const)))(
  "in %s, what texts call %s is understood as that",
  (language, id) => {
    const command = readCommand(textsOf(language)(`command.${id}`));
    if (isOneOf(commandIds, id)) expect(command).toEqual({ kind: "command", command: id });
    else expect(command.kind).not.toBe("words");
  },
);
