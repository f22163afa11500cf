import { z } from "zod";
import { editionIds, escalationTargets, inputValues, outcomes, routeIds, severities } from "../vocabulary";
import { Condition } from "./condition";

const RuleId = z.string().regex(/^[PQN]-\d{2}b?$/);

/** Rules a verdict cites: always, or only where the condition holds for the answers given. */
const RuleUse = z.union([RuleId, z.strictObject({ when: Condition, rules: z.array(RuleId).min(1) })]);
export type RuleUse = z.infer<typeof RuleUse>;

/** One way a row can end; the first branch whose condition holds is taken. */
const Branch = z.strictObject({
  when: Condition.optional(),
  outcome: z.enum(outcomes),
  escalateTo: z.enum(escalationTargets).nullable(),
  /** A route of its own, or `family`: the first fitting family route. */
  route: z.enum([...routeIds, "family"]),
  rules: z.array(RuleUse),
});
export type Branch = z.infer<typeof Branch>;

const Row = z.strictObject({
  id: z.string().regex(/^R\d{1,2}$/),
  /** Absent in the last row, which takes everything else. */
  when: Condition.optional(),
  /**
   * `computed`: the severity table decides and its answers are needed; `if_known`: the case is not ours, so
   * nobody is asked for it; otherwise a class fixed by convention.
   */
  severity: z.union([z.literal("computed"), z.literal("if_known"), z.enum(severities)]).default("computed"),
  branches: z.array(Branch).min(1),
});
/** A row of the decision table: when it is taken, how severe the case is then, and how it can end. */
export type Row = z.infer<typeof Row>;

const SeverityRow = z.strictObject({
  when: Condition,
  severity: z.enum(severities),
  /** Hours to Microsoft's first response; null where days count. */
  responseHours: z.number().positive().nullable(),
  responseBusinessDays: z.number().positive().nullable(),
  rules: z.array(RuleUse),
});

const FamilyRoute = z.strictObject({ when: Condition, route: z.enum(routeIds) });
const Caveat = z.strictObject({ when: Condition, rules: z.array(RuleId).min(1) });

/** A remark on an ambiguity; its sentence stands in the locales under `note.<id>`, `rules` are its basis. */
const Note = z.strictObject({ id: z.string(), when: Condition, rules: z.array(RuleId).min(1) });

const AllowedValues = z.partialRecord(z.enum(["techPlan"]), z.array(z.enum(inputValues.techPlan)).min(1));

/** A whole edition: what `evaluate` works on. */
export const Edition = z.strictObject({
  id: z.enum(editionIds),
  /** Inputs for which this edition knows fewer values than the vocabulary. */
  inputs: AllowedValues,
  rows: z.array(Row).min(1),
  severity: z.array(SeverityRow).min(1),
  familyRoutes: z.array(FamilyRoute).min(1),
  routeRules: z.record(z.enum(routeIds), z.array(RuleUse)),
  caveats: z.array(Caveat),
  notes: z.array(Note),
});
export type Edition = Readonly<z.infer<typeof Edition>>;

/**
 * An edition written as its differences from another: rows, route rules and notes replace their namesakes,
 * `withoutRows` drops rows, family routes replace the whole list, caveats are added.
 */
export const EditionChanges = z.strictObject({
  id: z.enum(editionIds),
  extends: z.enum(editionIds),
  inputs: AllowedValues.optional(),
  rows: z.array(Row).default([]),
  withoutRows: z.array(z.string()).default([]),
  familyRoutes: z.array(FamilyRoute).optional(),
  routeRules: z.partialRecord(z.enum(routeIds), z.array(RuleUse)).default({}),
  caveats: z.array(Caveat).default([]),
  notes: z.array(Note).default([]),
});
export type EditionChanges = z.infer<typeof EditionChanges>;

/** Applies the differences; throws nothing: unknown ids are found when the policy is checked as a whole. */
export function applyChanges(base: Edition, changes: EditionChanges): Edition {
  const rows = base.rows
    .filter((row) => !changes.withoutRows.includes(row.id))
    .map((row) => changes.rows.find((change) => change.id === row.id) ?? row);
  return {
    id: changes.id,
    inputs: changes.inputs ?? base.inputs,
    rows,
    severity: base.severity,
    familyRoutes: changes.familyRoutes ?? base.familyRoutes,
    routeRules: { ...base.routeRules, ...changes.routeRules },
    caveats: [...base.caveats, ...changes.caveats],
    notes: [...base.notes.filter((note) => !changes.notes.some((n) => n.id === note.id)), ...changes.notes],
  };
}
