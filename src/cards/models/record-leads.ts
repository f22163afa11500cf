import type { CaseRecord } from "../../records/record";
import type { Scene } from "../card-kit";
import { caseLine, customerOf, titleOf } from "../case-words";
import { run, strong, subtle, type TextRun } from "../text-runs";

/** Which record a card is about: number and state, then the problem and whose it is. */
export function drawRecordLeads(scene: Scene, record: CaseRecord): readonly (readonly TextRun[])[] {
  const customer = customerOf(record);
  return [
    [run(caseLine(scene, record), strong)],
    [run(titleOf(record)), ...(customer === "" ? [] : [run(`${scene.say("card.dot")}${customer}`, subtle)])],
  ];
}
