import { createFinder, endsWithAny, tagged } from "./finder";
import type { Message } from "./message";
import type { Faults } from "./read-faults";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

type Circumstance = "cloud" | "tenantScope" | "purchaseChannel";

export interface ReadCircumstance {
  readonly field: Circumstance;
  readonly value: string;
  readonly span: Span;
}

const { denied, ...lists } = wordLists.circumstances;

const finders = (["tenantScope", "purchaseChannel", "cloud"] as const).map((field) => ({
  field,
  find: createFinder(Object.entries(lists[field]).flatMap(([value, words]) => tagged(words, value))),
}));

/** Is listed only because it takes back what else the sentence says: "Azure is with another CSP, M365 is ours". */
const usual = "csp";

/**
 * What is unusual about a case and decides it before all else: another cloud, the partner's own tenant, bought
 * elsewhere than in CSP. Only what is said in so many words; denied, doubtful or doubled it is left out.
 */
export function readCircumstances({ text }: Message, { isSupposed }: Faults): readonly ReadCircumstance[] {
  return finders.flatMap(({ field, find }) => {
    const said = find(text).filter(({ from }) => !endsWithAny(text, from, denied) && !isSupposed(from));
    const [first] = said;
    if (first === undefined || first.tag === usual || said.some(({ tag }) => tag !== first.tag)) return [];
    return [{ field, value: first.tag, span: { from: first.from, to: first.to } }];
  });
}
