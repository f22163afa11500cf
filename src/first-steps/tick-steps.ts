import type { CaseRecord } from "../records/record";
import { type Answers, inputValues, type InputValue, isOneOf } from "../vocabulary";
import { type FirstStep, healthStep, listFirstSteps } from "./list-first-steps";

type Values = Readonly<Record<string, string>>;
type Diagnosis = InputValue<"diagnosis">;

/** What saving a checklist makes of a record. */
export interface Ticking {
  readonly stepsDone: readonly string[];
  /** The steps whose tick was set or taken away. */
  readonly changed: readonly { readonly id: string; readonly done: boolean }[];
  /** Only the answers the ticks decide. */
  readonly answers: Pick<Answers, "serviceHealth" | "diagnosis">;
}

/** The input of a step on a card. */
export function inputOf(id: string): string {
  return `step_${id}`;
}

/**
 * The steps of a record that count as taken. What service health showed is an answer of its own, so that step is taken
 * whenever the answer says so, ticked or not.
 */
export function takenSteps({
  stepsDone,
  answers,
}: Pick<CaseRecord, "stepsDone" | "answers">): readonly string[] {
  const others = stepsDone.filter((id) => id !== healthStep);
  return answers.serviceHealth === "healthy" ? [healthStep, ...others] : others;
}

/**
 * Takes in a checklist: `step_<id>` is `true` or `false`, for service health one of its values. An input that was not
 * sent, or says anything else, leaves its step as it was; steps of another product's list stay as they were.
 */
export function tickSteps(record: CaseRecord, values: Values): Ticking {
  const steps = listFirstSteps(record);
  const before = takenSteps(record);
  const serviceHealth = readHealth(steps, record, values);
  const isTaken = ({ id }: FirstStep): boolean =>
    id === healthStep ? serviceHealth === "healthy" : readTick(values[inputOf(id)], before.includes(id));
  const taken = steps.filter(isTaken).map(({ id }) => id);
  const others = before.filter((id) => !steps.some((step) => step.id === id));
  const after = [...others, ...taken];
  const diagnosis = diagnosisAfter(record.answers.diagnosis, levelOf(steps, before), levelOf(steps, after));
  return {
    stepsDone: after,
    changed: steps
      .filter(({ id }) => before.includes(id) !== after.includes(id))
      .map(({ id }) => ({ id, done: after.includes(id) })),
    answers: {
      ...(serviceHealth === undefined ? {} : { serviceHealth }),
      ...(diagnosis === undefined ? {} : { diagnosis }),
    },
  };
}

function readTick(value: string | undefined, before: boolean): boolean {
  return value === "true" || (value !== "false" && before);
}

function readHealth(
  steps: readonly FirstStep[],
  { answers }: CaseRecord,
  values: Values,
): Answers["serviceHealth"] {
  const value = values[inputOf(healthStep)];
  const isAsked = steps.some(({ id }) => id === healthStep);
  return isAsked && isOneOf(inputValues.serviceHealth, value) ? value : answers.serviceHealth;
}

/** How far the ticks bring the diagnosis; undefined where the list is none. */
function levelOf(steps: readonly FirstStep[], taken: readonly string[]): Diagnosis | undefined {
  const diagnostic = steps.filter(({ effect }) => effect === "diagnosis");
  if (diagnostic.length === 0) return undefined;
  if (steps.every(({ id }) => taken.includes(id))) return "exhausted";
  return diagnostic.some(({ id }) => taken.includes(id)) ? "in_progress" : "not_started";
}

/** Ticks take back only what ticks have brought: a diagnosis the technician has stated is never lowered by them. */
function diagnosisAfter(
  stated: Diagnosis | undefined,
  before: Diagnosis | undefined,
  after: Diagnosis | undefined,
): Diagnosis | undefined {
  if (after === undefined || before === undefined) return stated;
  if (stated === undefined) return after === "not_started" ? undefined : after;
  if (stated === before) return after;
  const order = inputValues.diagnosis;
  return order.indexOf(after) > order.indexOf(stated) ? after : stated;
}
