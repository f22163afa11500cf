import { DataError } from "../errors";
import type { Language } from "../vocabulary";
import type { Policy } from "./load-policy";

/** One "because": the rule's sentence, where it stands and of what date it is. */
export interface Reason {
  readonly ruleId: string;
  readonly text: string;
  /** Title of the newest document that carries the rule. */
  readonly source: string;
  readonly url: string | null;
  /** Day, month or year; null where the source has no date. */
  readonly date: string | null;
}

/**
 * The reasons of a verdict in a language, built from its rule ids alone, so that what is said cannot drift
 * from what was decided. Throws `DataError` on an id the policy does not know.
 */
export function explain(policy: Policy, ruleIds: readonly string[], language: Language): readonly Reason[] {
  return ruleIds.map((ruleId) => {
    const rule = policy.rules.get(ruleId);
    const source = policy.sources[rule?.sources.at(-1) ?? ""];
    if (rule === undefined || source === undefined) throw new DataError(`there is no rule ${ruleId}`);
    return {
      ruleId,
      text: rule.text[language],
      source: source.title[language],
      url: source.url ?? null,
      date: rule.date === "undated" ? null : rule.date,
    };
  });
}
