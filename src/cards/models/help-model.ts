import type { View } from "../../views";
import { type CardModel, execute, frameCard, inRows } from "../card-model";
import type { Scene } from "../card-kit";
import { headingOf, summarise } from "../headings";

/** What can be typed, with what it does. */
export interface HelpModel extends CardModel {
  readonly lead: string;
  readonly commands: readonly { readonly command: string; readonly meaning: string }[];
}

const commands = [
  "new",
  "cases",
  "report",
  "record",
  "file",
  "steps",
  "hand_over",
  "back",
  "cancel",
  "routes",
  "self_test",
  "profile",
  "language",
  "forget_me",
  "help",
] as const;

/** What can be typed, in words that may be typed. */
export function buildHelp(scene: Scene, view: Extract<View, { kind: "help" }>): HelpModel {
  const { say } = scene;
  const actions = [
    execute(say("card.action.start"), "intake/start", {}, { primary: true }),
    execute(say("card.action.my_cases"), "cases/list", { offset: 0 }),
    execute(say("card.action.profile"), "profile/show"),
  ];
  return {
    ...frameCard(scene, {
      heading: headingOf(scene, view),
      summary: summarise(scene, view),
      notice: view.notice,
      actionRows: inRows(actions),
    }),
    lead: say("card.help.lead"),
    commands: commands.map((id) => ({ command: say(`command.${id}`), meaning: say(`card.help.${id}`) })),
  };
}
