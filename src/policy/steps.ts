import { z } from "zod";
import { DataError } from "../errors";
import { type CaseFacts, knownFacts, parametersOf } from "./case-facts";
import { type RouteId, routeIds } from "../vocabulary";
import { Condition, test } from "./condition";
import stepsData from "./steps.json";

/** Values a sentence may name; the renderer fills them in. */
const stepValues = ["customer", "domain", "product", "severity"] as const;
/** A value the sentence of a step may name. */
export type StepValue = (typeof stepValues)[number];

const StepId = z.string().regex(/^[a-z0-9_]+$/);

const Sentence = z
  .strictObject({
    rules: z.array(z.string().regex(/^[PQN]-\d{2}b?$/)).min(1),
    /** Values the sentence names. */
    needs: z.array(z.enum(stepValues)).default([]),
    /** The step that says the same without them. */
    otherwise: StepId.optional(),
  })
  .refine(({ needs, otherwise }) => (needs.length === 0) === (otherwise === undefined), {
    error: "a step that needs values, and only such a step, has another without them",
  });
type Sentence = Readonly<z.infer<typeof Sentence>>;

/** A step as a route uses it: always, or where the condition holds. */
const RouteStep = z.union([
  StepId.transform((step) => ({ step, when: undefined })),
  z.strictObject({ step: StepId, when: Condition }),
]);

const Steps = z.strictObject({
  steps: z.record(StepId, Sentence),
  routes: z.record(z.enum(routeIds), z.array(RouteStep).min(1)),
});

/** Every step a technician can be told, and those of each route in their order. */
export interface Steps {
  readonly byId: ReadonlyMap<string, Sentence>;
  readonly routes: Readonly<Record<RouteId, readonly z.infer<typeof RouteStep>[]>>;
}

/**
 * One numbered step of a route: its sentence is the text `step.<id>`, `rules` are those it rests on. A
 * sentence that names `customer`, `domain`, `product` or `severity` is listed only where the case knows it.
 */
export interface Step {
  readonly id: string;
  readonly rules: readonly string[];
}

/** Checks the step data. Throws `DataError` naming the fault. */
export function loadSteps(data: unknown = stepsData): Steps {
  const result = Steps.safeParse(data);
  if (!result.success)
    throw new DataError(`steps.json: ${z.prettifyError(result.error)}`, { cause: result.error });
  const { steps, routes } = result.data;
  const byId = new Map(Object.entries(steps));
  const named = [
    ...Object.values(routes).flatMap((uses) => uses.map(({ step }) => step)),
    ...Object.values(steps).flatMap(({ otherwise }) => otherwise ?? []),
  ];
  const unknown = named.find((id) => !byId.has(id));
  if (unknown !== undefined) throw new DataError(`steps.json: there is no step ${unknown}`);
  return { byId, routes };
}

const { byId, routes } = loadSteps();

/** The numbered steps of the verdict's route, in the order to follow them. */
export function listSteps(facts: CaseFacts): readonly Step[] {
  const known = knownFacts(facts);
  const values = knownValues(facts);
  return routes[facts.verdict.route]
    .filter(({ when }) => when === undefined || test(when, known) === true)
    .flatMap(({ step }) => sayable(step, values));
}

/** The step itself, or the first of its variants that names nothing the case does not know. */
function sayable(id: string, values: ReadonlySet<StepValue>): readonly Step[] {
  const step = byId.get(id);
  if (step === undefined) return [];
  if (step.needs.every((value) => values.has(value))) return [{ id, rules: step.rules }];
  return step.otherwise === undefined ? [] : sayable(step.otherwise, values);
}

function knownValues(facts: CaseFacts): ReadonlySet<StepValue> {
  const value = {
    customer: facts.customer?.name,
    domain: parametersOf(facts).domain,
    product: facts.product,
    severity: facts.verdict.severity ?? undefined,
  };
  return new Set(stepValues.filter((name) => value[name] !== undefined && value[name] !== ""));
}
