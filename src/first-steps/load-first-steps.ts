import { z } from "zod";
import { DataError } from "../errors";
import { Condition } from "../policy/condition";
import { inputValues } from "../vocabulary";
import data from "./first-steps.json";

const StepId = z.string().regex(/^[a-z0-9_]+$/);

const Item = z.strictObject({
  /** The rules the step rests on. */
  rules: z.array(z.string().regex(/^[PQN]-\d{2}b?$/)).min(1),
  /** `health`: the health page of this customer; `docs`: the product's documentation. */
  links: z.array(z.enum(["health", "docs"])).default([]),
});

/** A checklist: the first one whose condition holds, for one of its products, is shown. */
const List = z.strictObject({
  when: Condition,
  /** Only for these products of the catalogue. */
  products: z.array(z.string()).min(1).optional(),
  /** Ticking it is the diagnosis: some ticks begin it, all of them exhaust it. */
  diagnoses: z.literal(true).optional(),
  steps: z.array(StepId).min(3).max(5),
});

/** Where a product's documentation begins; the first entry that names the product or its family counts. */
const Docs = z.strictObject({
  url: z.string().regex(/^https:\/\/learn\.microsoft\.com\/([a-z0-9-]+\/)+$/),
  /** How sure we are that the page exists; only these two are worth a link. */
  confidence: z.enum(["high", "medium"]),
  products: z.array(z.string()).min(1).optional(),
  families: z.array(z.enum(inputValues.productFamily)).min(1).optional(),
});

const FirstSteps = z.strictObject({
  steps: z.record(StepId, Item),
  lists: z.array(List).min(1),
  docs: z.array(Docs),
});
/** What to try first, the checklists made of it and where each product's documentation begins. */
export type FirstSteps = Readonly<z.infer<typeof FirstSteps>>;

/** Checks the first steps. Throws `DataError` naming the fault. */
export function loadFirstSteps(source: unknown = data): FirstSteps {
  const result = FirstSteps.safeParse(source);
  if (!result.success) {
    throw new DataError(`first-steps.json: ${z.prettifyError(result.error)}`, { cause: result.error });
  }
  const named = result.data.lists.flatMap(({ steps }) => steps);
  const unknown = named.find((id) => result.data.steps[id] === undefined);
  if (unknown !== undefined) throw new DataError(`first-steps.json: there is no step ${unknown}`);
  const idle = Object.keys(result.data.steps).find((id) => !named.includes(id));
  if (idle !== undefined) throw new DataError(`first-steps.json: no list has the step ${idle}`);
  return result.data;
}
