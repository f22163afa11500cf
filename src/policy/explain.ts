import { DataError } from "../errors";
import type { Language } from "../vocabulary";
import type { Policy } from "./load-policy";
import type { Rule, Source } from "./rule";

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
    const source = rule === undefined ? undefined : newestSource(policy, rule);
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

/** The document the rule's date is of; where none bears it, the last one named. */
function newestSource(policy: Policy, rule: Rule): Source | undefined {
  const sources = rule.sources.map((key) => policy.sources[key]);
  return sources.find((source) => source?.date === rule.date) ?? sources.at(-1);
}
