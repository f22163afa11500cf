import { buildLinks } from "../links/build-links";
import type { BuiltLink } from "../links/link";
import { type CaseFacts, knownFacts } from "../policy/case-facts";
import { test } from "../policy/condition";
import { loadFirstSteps } from "./load-first-steps";

/** Which answer ticking a step changes; most of a list that is no diagnosis change none. */
export type StepEffect = "serviceHealth" | "diagnosis";

/** One item of the checklist. `text` is a text key, as are the labels of the links. */
export interface FirstStep {
  readonly id: string;
  readonly text: string;
  readonly rules: readonly string[];
  readonly links: readonly BuiltLink[];
  readonly effect?: StepEffect;
}

/** The step that says service health was looked at and shows no incident that fits (P-09, Q-01). */
export const healthStep = "health_checked";

const { steps, lists, docs } = loadFirstSteps();

/** What to try before the case may go on: three to five steps, or none where the verdict needs none. */
export function listFirstSteps(facts: CaseFacts): readonly FirstStep[] {
  const known = knownFacts(facts);
  const list = lists.find(
    ({ when, products }) =>
      (products === undefined || products.includes(facts.product ?? "")) && test(when, known) === true,
  );
  if (list === undefined) return [];
  return list.steps.map((id) => {
    const effect = id === healthStep ? "serviceHealth" : list.diagnoses === true ? "diagnosis" : undefined;
    return {
      id,
      text: `firstStep.${id}`,
      rules: steps[id]?.rules ?? [],
      links: (steps[id]?.links ?? []).flatMap((link) => (link === "docs" ? docsOf(facts) : healthOf(facts))),
      ...(effect === undefined ? {} : { effect }),
    };
  });
}

/** Every step of every list. */
export const firstStepIds: readonly string[] = Object.keys(steps);

/** Whether a word of the history or of a card is a step at all. */
export function isFirstStep(id: string): boolean {
  return Object.hasOwn(steps, id);
}

/** The first address of the route to service health that this customer's facts complete. */
function healthOf(facts: CaseFacts): readonly BuiltLink[] {
  const links = buildLinks({ ...facts, verdict: { ...facts.verdict, route: "service_health" } });
  return links.filter((link) => "url" in link).slice(0, 1);
}

function docsOf({ product, answers }: CaseFacts): readonly BuiltLink[] {
  const family = answers.productFamily;
  const found =
    docs.find(({ products }) => products?.includes(product ?? "") === true) ??
    docs.find(({ families }) => family !== undefined && families?.includes(family) === true);
  return found === undefined ? [] : [{ id: "docs", label: "firstSteps.docs", url: found.url }];
}
