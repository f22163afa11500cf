import type { Scene } from "../card-kit";
import { run, type TextRun } from "../text-runs";

/** What can be said in a channel. */
const channelCommands = ["set_up", "routes", "self_test"] as const;

/** "set up: say which cases come to this channel", for each command. */
export function sayChannelCommands({ say }: Scene): readonly (readonly TextRun[])[] {
  return channelCommands.map((id) => {
    const line = say("text.command", { command: say(`command.${id}`), meaning: say(`setup.command.${id}`) });
    return [run(line)];
  });
}
