import type { Input } from "../input";
import {
  addToTitle,
  asideLimit,
  canAdd,
  describe,
  isAside,
  isBlank,
  readAsideChoice,
} from "../intake/read-aside";
import type { Intake, Recognised } from "../intake/intake";
import type { CaseRecord } from "../records/record";
import type { QuestionView, View } from "../views";
import type { RecognisedField } from "../vocabulary";
import { findIntake, isUnfinished, planIntakeClick, planStep } from "./intake-turns";
import { planStart } from "./start-turns";
import { presentIntake, presentState } from "./present";
import { type Plan, type Scene, showing } from "./turn";

/** Words typed while something is asked, and what was read from them. */
export interface Said {
  readonly text: string;
  readonly read: readonly Recognised[];
  /** What is asked, and the value the words have for it, if any. */
  readonly question: QuestionView | undefined;
  readonly value: string | undefined;
}

/**
 * Words that are no answer: they describe a case of which nothing is known yet, or tell of another problem, and then
 * the person is asked what to do with them. Null: they are to be taken as an answer.
 */
export function planAside(scene: Scene, intake: Intake, said: Said): Plan | null {
  const { text, read, question, value } = said;
  const tells = (wanted: RecognisedField): boolean => read.some(({ field }) => field === wanted);
  if (isBlank(intake) && (tells("issueType") || (tells("product") && value === undefined))) {
    const { timeZone } = scene.turn;
    const described = describe(intake, { text, read, timeZone, now: scene.audience.now });
    return { change: { intake: described }, show: () => presentIntake(scene, described) };
  }
  if (!isAside(read, intake, question?.id)) return null;
  const option = question?.options.find((one) => one.value === value);
  const answer = question === undefined || option === undefined ? undefined : { id: question.id, ...option };
  return showing(viewAside(intake, text, answer));
}

type AsideView = Extract<View, { kind: "aside" }>;

function viewAside(intake: Intake, text: string, answer?: AsideView["answer"]): AsideView {
  const kept = text.slice(0, asideLimit).toWellFormed();
  return {
    kind: "aside",
    intake,
    text: kept,
    canAdd: canAdd(intake, kept),
    ...(answer === undefined ? {} : { answer }),
  };
}

type IntakeClick = Extract<Input, { readonly kind: "intake" }>;

/** A click on an intake's card; one on the card that asks what to do with typed words carries the words. */
export async function planClick(scene: Scene, input: IntakeClick): Promise<Plan> {
  const { step } = input;
  const choice = step.kind === "answer" ? readAsideChoice(step.values) : null;
  if (step.kind !== "answer" || choice === null) return planIntakeClick(scene, input);
  const text = (step.values["asideText"] ?? "").slice(0, asideLimit).trim();
  const intake = await findIntake(scene, input.intakeId);
  // Only the case that is open can be left or added to; a second click finds another one open, or a newer state.
  if (intake === null || text === "" || scene.context.intake?.id !== intake.id || !isUnfinished(intake))
    return showing(await presentState(scene, { key: "stale" }));
  if (intake.revision !== input.revision)
    return showing({ ...viewAside(intake, text), notice: { key: "stale" } });
  if (choice === "begin") return planStart(scene, text, true);
  if (choice === "answer") return planAnswer(scene, intake, step.values);
  if (!canAdd(intake, text)) return showing(viewAside(intake, text));
  const added = addToTitle(intake, text, scene.audience.now);
  return {
    change: { intake: added },
    show: () => presentIntake(scene, { ...added, mode: "card" }, { key: "aside_added" }),
  };
}

/** One answer of the page, as if it had been typed; what comes next is shown in the place of the card. */
async function planAnswer(
  scene: Scene,
  intake: Intake,
  values: Readonly<Record<string, string>>,
): Promise<Plan> {
  const plan = await planStep(scene, intake, { kind: "answer", values, mode: "text" });
  const show = async (record: CaseRecord | null): Promise<View> => {
    const view = await plan.show(record);
    return view.kind === "ask" ? presentIntake(scene, { ...view.intake, mode: "card" }) : view;
  };
  return { ...plan, show };
}
