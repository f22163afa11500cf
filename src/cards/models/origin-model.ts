import type { CaseSource } from "../../intake/intake";
import { type OpenUrlAction, openUrl } from "../card-model";
import type { Scene } from "../card-kit";
import { run, sayRuns, subtle, type TextRun } from "../text-runs";
import { cleanUserText, shownLength } from "../user-text";

/** "From a message by Alex Rivera"; no runs for a case that was not begun from a message. */
export function sayOrigin({ say }: Scene, source: CaseSource | undefined): readonly TextRun[] {
  if (source === undefined) return [];
  const author = cleanUserText(source.author ?? "", shownLength.name);
  if (author === "") return [run(say("origin.unknown"), subtle)];
  return sayRuns(say, "origin.by", { author }, { text: subtle, value: subtle });
}

/** Where a case came from, with the way back to that message. It is a line, as there may be no room for a button. */
export interface OriginModel {
  readonly hasOrigin: boolean;
  readonly origin: {
    readonly runs: readonly TextRun[];
    readonly label: readonly TextRun[];
    readonly open: OpenUrlAction | { readonly type: "none" };
  };
}

/** The message a case began with, if it began with one. */
export function drawOrigin(scene: Scene, source: CaseSource | undefined): OriginModel {
  const title = `↗ ${scene.say("origin.open")}`;
  const label = [run(title, { size: "Small", color: "Accent", weight: "Bolder" })];
  const open = source === undefined ? ({ type: "none" } as const) : openUrl(title, source.link, false);
  return { hasOrigin: source !== undefined, origin: { runs: sayOrigin(scene, source), label, open } };
}
