import type { CaseRecord } from "../../records/record";
import { type ActionRow, inRows, openUrl } from "../card-model";
import type { Scene } from "../card-kit";
import { factsOf } from "../case-words";
import { settledSigns } from "../signs";
import { run, type RunsModel, sayRuns, strong } from "../text-runs";
import { fillValues } from "./fill-values";

/** As many as a card has room for beside what is done with the case. */
export const mostLinks = 2;

/** The links of a case: buttons where there is an address, else the way to click. */
export interface LinksModel {
  readonly linkRows: readonly ActionRow[];
  readonly paths: readonly RunsModel[];
}

/** Addresses become buttons that say they leave Teams, `most` of them; menu paths are written out. */
export function drawLinks(scene: Scene, record: CaseRecord, most: number): LinksModel {
  const { say } = scene;
  const built = scene.kit.buildLinks(factsOf(record));
  const values = fillValues(scene, record);
  const links = built.filter((link) => "url" in link).slice(0, most);
  // The paths lead to filing, which a case that is settled has behind it.
  const menus = settledSigns[record.state] === undefined ? built.filter((link) => "menu" in link) : [];
  return {
    linkRows: inRows(...links.map(({ label, url }, index) => [openUrl(`↗ ${say(label)}`, url, index === 0)])),
    paths: menus.map(({ label, menu }) => ({
      runs: [run(say("card.verdict.path", { label: say(label) }), strong), ...sayRuns(say, menu, values)],
    })),
  };
}
