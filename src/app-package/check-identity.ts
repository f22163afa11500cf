import { z } from "zod";
import { searchCommandId, searchParameter } from "../teams/read-case-query";
import { commandId } from "../teams/read-extension";
import { schemaAddress } from "./check-schema";
import { type Fault, found } from "./fault";
import type { Manifest } from "./manifest";

const Guid = z.guid().refine((id) => /[1-9a-f]/i.test(id));
const file = "manifest.json";

/** Checks who the app is and what it may do: ids, version (that of the product), scopes, files, message command. */
export function checkIdentity(manifest: Manifest, version: string): readonly Fault[] {
  const { bots, composeExtensions, webApplicationInfo, manifestVersion, $schema } = manifest;
  const [bot] = bots;
  const [extension] = composeExtensions;
  const address = schemaAddress(manifestVersion, "MicrosoftTeams.schema.json");
  return [
    ...unless($schema === address, "$schema", $schema, address),
    ...unless(manifest.version === version, "version", manifest.version, `${version} as in package.json`),
    ...unless(Guid.safeParse(manifest.id).success, "id", manifest.id, "a GUID that is not empty"),
    ...unless(Guid.safeParse(bot.botId).success, "bots[0].botId", bot.botId, "a GUID that is not empty"),
    ...unless(extension.botId === bot.botId, "composeExtensions[0].botId", extension.botId, bot.botId),
    ...unless(
      Guid.safeParse(webApplicationInfo.id).success,
      "webApplicationInfo.id",
      webApplicationInfo.id,
      "a GUID that is not empty",
    ),
    ...unless(
      ["personal", "team"].every((scope) => bot.scopes.includes(scope)),
      "bots[0].scopes",
      bot.scopes,
      "personal and team at least",
    ),
    ...unless(bot.supportsFiles === true, "bots[0].supportsFiles", bot.supportsFiles, "true"),
    ...checkMessageCommand(extension.commands),
  ];
}

/** The bot answers one command of the message menu and a search, and nothing else of an extension. */
function checkMessageCommand(commands: Manifest["composeExtensions"][0]["commands"]): readonly Fault[] {
  const path = "composeExtensions[0].commands";
  const [command, search, ...others] = commands;
  if (command === undefined || search === undefined || others.length > 0) {
    return [
      {
        file,
        path,
        what: found(
          commands.map(({ id }) => id),
          `${commandId}, ${searchCommandId}`,
        ),
      },
    ];
  }
  return [
    ...unless(command.id === commandId, `${path}[0].id`, command.id, commandId),
    ...unless(command.type === "action", `${path}[0].type`, command.type, "action"),
    ...unless(command["fetchTask"] === true, `${path}[0].fetchTask`, command["fetchTask"], "true"),
    ...unless(
      Array.isArray(command["context"]) && command["context"].includes("message"),
      `${path}[0].context`,
      command["context"],
      "message among others",
    ),
    ...unless(search.id === searchCommandId, `${path}[1].id`, search.id, searchCommandId),
    ...unless(search.type === "query", `${path}[1].type`, search.type, "query"),
    ...unless(
      search.parameters[0]?.name === searchParameter,
      `${path}[1].parameters[0].name`,
      search.parameters[0]?.name,
      searchParameter,
    ),
  ];
}

function unless(isRight: boolean, path: string, value: unknown, allowed: string): readonly Fault[] {
  return isRight ? [] : [{ file, path, what: found(value, allowed) }];
}
