import { z } from "zod";
import { type InputId, inputIds } from "../vocabulary";

/** Facts a verdict adds to the answers; caveats and steps may look at them, rows may not. */
const verdictFacts = ["edition", "row", "outcome", "route", "severity"] as const;
/** What a condition can look at: an answer, or what the verdict adds to the answers. */
export type FactId = InputId | (typeof verdictFacts)[number];
/** A fact that is absent is not known; one that is null has none of its values. */
export type Facts = { readonly [Id in FactId]?: string | null };

/** Of a case that is decided: what was not asked counts as none of its values, and not as open. */
export const notAsked: Facts = Object.fromEntries(inputIds.map((id) => [id, null]));

/** Readings of the policy a partner chooses by its settings, where the rules can be read in two (policy facts, A-02). */
export const switchIds = ["strictTechnicalVehicle"] as const;
/** A reading of the policy a partner can choose. */
export type SwitchId = (typeof switchIds)[number];
/** Which reading holds; true is the stricter one. */
export type Switches = Readonly<Record<SwitchId, boolean>>;

/** True, false, or not yet known because an answer is missing. */
export type Truth = true | false | "unknown";

const factIds = [...inputIds, ...verdictFacts] as const;
const Words = z.array(z.string()).min(1);

/** The plain form: each named fact has one of the listed values; several facts must all hold. */
const Match = z.strictObject(Object.fromEntries(factIds.map((id) => [id, Words.optional()])));
/** Values a fact may have, by fact; all that are named must hold. */
export type Match = { readonly [Id in FactId]?: readonly string[] | undefined };

/** A condition after it was read; the schema of the same name reads it. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly switchedOn: SwitchId }
  | { readonly match: Match };

type ConditionInput =
  | { all: ConditionInput[] }
  | { any: ConditionInput[] }
  | { not: ConditionInput }
  | { switchedOn: SwitchId }
  | z.input<typeof Match>;

/** A condition as written in the data files; the plain form needs no operator name. */
export const Condition: z.ZodType<Condition, ConditionInput> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
    z.strictObject({ switchedOn: z.enum(switchIds) }),
    Match.transform((match) => ({ match })),
  ]),
);

/** What a condition is tested against. */
export interface Known {
  readonly facts: Facts;
  readonly switches: Switches;
}

/**
 * Three-valued test. `missing` receives the facts whose absence leaves the answer open, and only those:
 * an unknown part beside a false one of an `all` cannot matter any more.
 */
export function test(condition: Condition, known: Known, missing?: Set<FactId>): Truth {
  if ("match" in condition) return testMatch(condition.match, known.facts, missing);
  if ("all" in condition) return testAll(condition.all, known, missing);
  if ("any" in condition) return testAny(condition.any, known, missing);
  if ("not" in condition) return negate(test(condition.not, known, missing));
  return known.switches[condition.switchedOn];
}

function testMatch(match: Match, facts: Facts, missing?: Set<FactId>): Truth {
  const open: FactId[] = [];
  for (const [id, allowed] of criteriaOf(match)) {
    const value = facts[id];
    if (value === undefined) open.push(id);
    else if (value === null || !allowed.includes(value)) return false;
  }
  for (const id of open) missing?.add(id);
  return open.length === 0 ? true : "unknown";
}

type Criterion = readonly [FactId, readonly string[]];
const criteria = new WeakMap<Match, readonly Criterion[]>();

/** The facts a match names, listed once: conditions are tested many times a turn and never change. */
function criteriaOf(match: Match): readonly Criterion[] {
  const known = criteria.get(match);
  if (known !== undefined) return known;
  const listed = factIds.flatMap((id): readonly Criterion[] => {
    const allowed = match[id];
    return allowed === undefined ? [] : [[id, allowed]];
  });
  criteria.set(match, listed);
  return listed;
}

function testAll(parts: readonly Condition[], known: Known, missing?: Set<FactId>): Truth {
  const open = new Set<FactId>();
  const truths = parts.map((part) => test(part, known, open));
  if (truths.includes(false)) return false;
  for (const id of open) missing?.add(id);
  return truths.includes("unknown") ? "unknown" : true;
}

function testAny(parts: readonly Condition[], known: Known, missing?: Set<FactId>): Truth {
  const open = new Set<FactId>();
  const truths = parts.map((part) => test(part, known, open));
  if (truths.includes(true)) return true;
  for (const id of open) missing?.add(id);
  return truths.includes("unknown") ? "unknown" : false;
}

function negate(truth: Truth): Truth {
  return truth === "unknown" ? "unknown" : !truth;
}
