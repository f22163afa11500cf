import type { Step } from "../../policy/steps";
import { isUnfinished } from "../../records/life-cycle";
import type { CaseRecord } from "../../records/record";
import type { Scene } from "../card-kit";
import { settledSigns } from "../signs";
import { type RunsModel, sayRuns } from "../text-runs";
import { fillValues } from "./fill-values";

/** One numbered step of what to do. */
export type StepModel = RunsModel & { readonly number: string };

/** The steps of a case's route, as far as they are still to be taken. */
export interface StepsModel {
  readonly hasSteps: boolean;
  readonly stepsTitle: string;
  readonly steps: readonly StepModel[];
  /** Steps that were taken already: they can be looked up. */
  readonly hasTaken: boolean;
  readonly taken: readonly StepModel[];
  readonly showSteps: string;
  readonly hideSteps: string;
}

/** What is still to do when the case has been filed. */
const followUps: readonly string[] = ["azure_follow_up", "m365_follow_up", "partner_request_follow_up"];

/** The steps of a route that are still to be taken, and those that a filed or ended case has behind it. */
export function drawSteps(scene: Scene, record: CaseRecord, steps: readonly Step[]): StepsModel {
  const { say } = scene;
  const values = fillValues(scene, record);
  const draw = (list: readonly Step[]): readonly StepModel[] =>
    list.map(({ id }, index) => ({ number: `${index + 1}.`, runs: sayRuns(say, `step.${id}`, values) }));
  const isTaken = ({ id }: Step): boolean =>
    settledSigns[record.state] !== undefined && (!isUnfinished(record.state) || !followUps.includes(id));
  const open = steps.filter((step) => !isTaken(step));
  const taken = steps.filter(isTaken);
  return {
    hasSteps: open.length > 0,
    stepsTitle: say("card.verdict.steps"),
    steps: draw(open),
    hasTaken: taken.length > 0,
    taken: draw(taken),
    showSteps: say("card.verdict.show_steps"),
    hideSteps: say("card.verdict.hide_steps"),
  };
}
