import { type FirstStep, healthStep, listFirstSteps } from "../../first-steps/list-first-steps";
import { inputOf, takenSteps } from "../../first-steps/tick-steps";
import { isUnfinished } from "../../records/life-cycle";
import type { CaseRecord } from "../../records/record";
import { inputValues } from "../../vocabulary";
import type { Scene } from "../card-kit";
import { execute, type ExecuteAction, openUrl, type OpenUrlAction } from "../card-model";

/** The checklist on a verdict card; a part of its own. */
export interface FirstStepsModel {
  readonly hasFirstSteps: boolean;
  readonly firstSteps: {
    readonly title: string;
    readonly items: readonly FirstStepModel[];
    readonly actions: readonly ExecuteAction[];
  };
}

/** One step: a tick, or for service health the answer it stands for. */
export interface FirstStepModel {
  readonly id: string;
  readonly sentence: string;
  readonly done: boolean;
  readonly isTick: boolean;
  readonly isHealth: boolean;
  readonly value: string;
  readonly label: string;
  readonly errorMessage: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  readonly links: readonly { readonly text: string; readonly action: OpenUrlAction }[];
}

/** What is still to be tried; nothing where the case is settled or its verdict asks for no first steps. */
export function drawFirstSteps(scene: Scene, record: CaseRecord): FirstStepsModel {
  const steps = isUnfinished(record.state) ? listFirstSteps(record) : [];
  const target = { record: record.number, recordRevision: record.revision };
  const save = execute(scene.say("firstSteps.save"), "record/steps", target, { withInputs: true });
  const taken = takenSteps(record);
  return {
    hasFirstSteps: steps.length > 0,
    firstSteps: {
      title: scene.say("firstSteps.title"),
      items: steps.map((step) => drawStep(scene, record, step, taken.includes(step.id))),
      actions: steps.length > 0 ? [save] : [],
    },
  };
}

function drawStep(scene: Scene, record: CaseRecord, step: FirstStep, done: boolean): FirstStepModel {
  const { say } = scene;
  const isHealth = step.id === healthStep;
  return {
    id: inputOf(step.id),
    sentence: say(step.text),
    done,
    isTick: !isHealth,
    isHealth,
    value: isHealth ? (record.answers.serviceHealth ?? "not_checked") : String(done),
    label: say("question.serviceHealth.label"),
    errorMessage: say("question.serviceHealth.required"),
    choices: isHealth
      ? inputValues.serviceHealth.map((value) => ({ value, title: say(`value.serviceHealth.${value}`) }))
      : [],
    links: drawLinks(scene, record, step),
  };
}

/** An address is said once: what the card has as a button is not repeated beside a step. */
function drawLinks({ kit, say }: Scene, record: CaseRecord, { links }: FirstStep): FirstStepModel["links"] {
  const { verdict, answers, customer, product } = record;
  const buttons = kit.buildLinks({ verdict, answers, customer, product }).filter((link) => "url" in link);
  return links.flatMap((link) => {
    if (!("url" in link) || buttons.some(({ url }) => url === link.url)) return [];
    const text = `↗ ${say(link.label)}`;
    return [{ text, action: openUrl(text, link.url, false) }];
  });
}
