import { z } from "zod";
import { DataError } from "../errors";
import { knownFacts } from "../policy/case-facts";
import { Condition, test } from "../policy/condition";
import type { CaseRecord } from "../records/record";
import { type DetailId, detailIds } from "../vocabulary";
import evidenceData from "./evidence.json";

/** What is kept elsewhere in a record and serves as evidence, too. */
const recordFacts = ["tenantId", "stepsDone"] as const;

const Item = z.strictObject({
  id: z.string().regex(/^[a-z_]+$/),
  /** Details that are asked for. */
  details: z.array(z.enum(detailIds)),
  /** Those of them that have to be there; all, unless said. */
  enough: z.array(z.enum(detailIds)).optional(),
  /** Makes the item be there without any detail. */
  fact: z.enum(recordFacts).optional(),
  required: Condition.optional(),
  useful: Condition.optional(),
  rules: z.array(z.string().regex(/^[PQN]-\d{2}b?$/)).min(1),
});
type Item = Readonly<z.infer<typeof Item>>;

const Items = z.strictObject({ items: z.array(Item).min(1) });

/** One thing whoever takes the case over will ask for. It never blocks a verdict. */
export interface Evidence {
  /** Its name is the text `evidence.item.<id>`. */
  readonly id: string;
  readonly details: readonly DetailId[];
  readonly need: "required" | "useful";
  readonly isThere: boolean;
  readonly rules: readonly string[];
}

/** Checks the evidence data. Throws `DataError` naming the fault. */
export function loadEvidence(data: unknown = evidenceData): readonly Item[] {
  const result = Items.safeParse(data);
  if (!result.success) throw new DataError(`evidence.json: ${z.prettifyError(result.error)}`);
  return result.data.items;
}

const items = loadEvidence();

/** The evidence this case calls for by its route, family and kind of issue (policy facts 2.1 `record`, Q-39, Q-42). */
export function listEvidence(record: CaseRecord): readonly Evidence[] {
  const known = knownFacts(record);
  return items.flatMap((item): readonly Evidence[] => {
    const holds = (when: Condition | undefined): boolean => when !== undefined && test(when, known) === true;
    const need = holds(item.required) ? "required" : holds(item.useful) ? "useful" : null;
    if (need === null) return [];
    const { id, details, rules } = item;
    return [{ id, details, need, isThere: isThere(item, record), rules }];
  });
}

function isThere({ details, enough = details, fact }: Item, record: CaseRecord): boolean {
  if (fact === "tenantId") return record.customer?.tenantId !== undefined;
  if (fact === "stepsDone" && record.stepsDone.length > 0) return true;
  return enough.every((id) => (record.details[id] ?? "").trim() !== "");
}
