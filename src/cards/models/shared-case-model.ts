import type { View } from "../../views";
import { execute, frameCard, inRows, openUrl } from "../card-model";
import type { Scene } from "../card-kit";
import { caseLine, customerOf, joinFacts, productOf, severityLine, titleOf } from "../case-words";
import { headingOf, summarise } from "../headings";
import { run, strong, subtle, type TextRun } from "../text-runs";
import type { PlainModel } from "./plain-model";
import { sayOwner, spoken } from "./subject-lines";

type SharedView = Extract<View, { kind: "shared_case" }>;

/** A case where a card or link of it was shared: what everybody there may read, or all that this reader may. */
export function buildSharedCase(scene: Scene, view: SharedView): PlainModel {
  const { say, kit } = scene;
  const link = kit.linkToCase?.(view.number) ?? null;
  return {
    ...frameCard(scene, {
      heading: headingOf(scene, view),
      summary: summarise(scene, view),
      notice: view.notice,
      actionRows: inRows([
        ...(link === null ? [] : [openUrl(`↗ ${say("shared.open")}`, link, true)]),
        execute(say("shared.show"), "case/shared", { record: view.number, tenant: view.tenantId }),
      ]),
    }),
    paragraphs: spoken(sayLines(scene, view)).map((runs) => ({ runs })),
  };
}

function sayLines(scene: Scene, { record, shows }: SharedView): readonly (readonly TextRun[])[] {
  const hint = [run(scene.say("shared.neutral"), subtle)];
  if (record === null || shows === "number") return [hint];
  const facts = joinFacts(scene, [severityLine(scene, record), productOf(scene, record)]);
  const open = [[run(caseLine(scene, record), strong)], [run(facts)]];
  if (shows === "state") return [...open, hint];
  return [...open, [run(titleOf(record), strong)], [run(customerOf(record))], sayOwner(scene, record)];
}
