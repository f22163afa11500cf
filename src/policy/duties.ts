import { z } from "zod";
import { DataError } from "../errors";
import { type CaseFacts, knownFacts } from "./case-facts";
import { type EditionId, editionIds } from "../vocabulary";
import { Condition, test } from "./condition";
import dutiesData from "./duties.json";
import type { Rule } from "./rule";

/** Something a case commits the partner to; its words stand in the locales under `duty.<id>`. */
const Duty = z.strictObject({
  id: z.string().regex(/^[a-z_]+$/),
  rules: z.array(z.string()).min(1),
  editions: z
    .array(z.enum(editionIds))
    .min(1)
    .default([...editionIds]),
  /** On answers and verdict. */
  when: Condition,
});
export type Duty = Readonly<z.infer<typeof Duty>>;

/** Checks the duties against the rules they rest on. Throws `DataError` naming the fault. */
export function loadDuties(rules: ReadonlyMap<string, Rule>, data: unknown = dutiesData): readonly Duty[] {
  const result = z.strictObject({ duties: z.array(Duty) }).safeParse(data);
  if (!result.success)
    throw new DataError(`duties.json: ${z.prettifyError(result.error)}`, { cause: result.error });
  for (const { id, rules: cited, editions } of result.data.duties) {
    for (const ruleId of cited) {
      const rule = rules.get(ruleId);
      if (rule === undefined) throw new DataError(`duty ${id} cites the unknown rule ${ruleId}`);
      const foreign = editions.find((edition) => !isOfEdition(rule, edition));
      if (foreign !== undefined)
        throw new DataError(`rule ${ruleId} of duty ${id} is not of edition ${foreign}`);
    }
  }
  return result.data.duties;
}

/** N rules are newer facts; rules dated with the bare year speak of the 2017 edition alone. All others stayed. */
function isOfEdition({ id, date }: Rule, edition: EditionId): boolean {
  if (id.startsWith("N-")) return edition === "newer";
  return date !== "2017" || edition === "2017";
}

/** The duties that hold for a case under the edition it was decided by, the most pressing first. */
export function listDuties(duties: readonly Duty[], facts: CaseFacts): readonly Duty[] {
  const known = knownFacts(facts);
  return duties.filter(
    ({ editions, when }) => editions.includes(facts.verdict.edition) && test(when, known) === true,
  );
}
