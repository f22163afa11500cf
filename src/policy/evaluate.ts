import { type Answers, type InputId, inputIds, type RouteId, type Severity } from "../vocabulary";
import {
  type Condition,
  type FactId,
  type Facts,
  type Known,
  notAsked,
  type Switches,
  test,
} from "./condition";
import type { Branch, Edition, Row, RuleUse } from "./edition";
import type { Evaluation, Verdict } from "./verdict";

/** As `evaluate` reads the policy where the settings say nothing else. */
export const defaultSwitches: Switches = { strictTechnicalVehicle: true };

/**
 * Decides a case by the first matching row (policy facts, section 2.2). Answers may be partial: rows are
 * tested with three values, and the result is a verdict as soon as no missing answer can change it; until then it
 * is the inputs to ask for. Throws where a row of the edition has no branch or no family route for the case.
 */
export function evaluate(
  edition: Edition,
  answers: Answers,
  switches: Switches = defaultSwitches,
): Evaluation {
  const known: Known = { facts: answers, switches };
  const missing = new Set<FactId>();
  const row = findRow(edition, known, missing);
  if (row === null || missing.size > 0) return { kind: "needs", inputs: inAskingOrder(missing) };
  return { kind: "verdict", verdict: decide(edition, row, known) };
}

/** The row that is certain to be the first match; what is missing on the way is collected. */
function findRow(edition: Edition, known: Known, missing: Set<FactId>): Row | null {
  let undecided = false;
  for (const row of edition.rows) {
    const truth = row.when === undefined || test(row.when, known, missing);
    if (truth === false) continue;
    collectForRow(edition, row, known, missing);
    if (truth === true) return undecided ? null : row;
    undecided = true;
  }
  return null;
}

function collectForRow(edition: Edition, row: Row, known: Known, missing: Set<FactId>): void {
  for (const branch of possible(row.branches, known, missing)) {
    if (branch.route === "family") possible(edition.familyRoutes, known, missing);
  }
  if (row.severity === "computed") possible(edition.severity, known, missing);
}

interface Conditional {
  readonly when?: Condition | undefined;
}

/** The entries that may still be the first match. */
function possible<T extends Conditional>(entries: readonly T[], known: Known, missing?: Set<FactId>): T[] {
  const open: T[] = [];
  for (const entry of entries) {
    const truth = entry.when === undefined || test(entry.when, known, missing);
    if (truth === false) continue;
    open.push(entry);
    if (truth === true) break;
  }
  return open;
}

function firstMatch<T extends Conditional>(entries: readonly T[], known: Known): T | undefined {
  return entries.find((entry) => entry.when === undefined || test(entry.when, known) === true);
}

function decide(edition: Edition, row: Row, known: Known): Verdict {
  const branch = firstMatch(row.branches, known);
  if (branch === undefined)
    throw new Error(`row ${row.id} of edition ${edition.id} has no branch for the case`);
  const route = findRoute(edition, row, branch, known);
  const severity = classify(edition, row, known);
  const toMicrosoft = branch.outcome === "escalate_to_microsoft";
  const times = edition.severity.find((entry) => entry.severity === severity);
  const facts: Facts = {
    ...notAsked,
    ...known.facts,
    edition: edition.id,
    row: row.id,
    outcome: branch.outcome,
    route,
    severity,
  };
  return {
    edition: edition.id,
    row: row.id,
    outcome: branch.outcome,
    escalateTo: branch.escalateTo,
    route,
    severity,
    responseHours: toMicrosoft ? (times?.responseHours ?? null) : null,
    responseBusinessDays: toMicrosoft ? (times?.responseBusinessDays ?? null) : null,
    ...cite(edition, branch, { facts, switches: known.switches }, times?.rules ?? []),
  };
}

function findRoute(edition: Edition, row: Row, branch: Branch, known: Known): RouteId {
  if (branch.route !== "family") return branch.route;
  const route = firstMatch(edition.familyRoutes, known);
  if (route === undefined) throw new Error(`row ${row.id} of edition ${edition.id} finds no family route`);
  return route.route;
}

/** The severity by business impact (P-71); a row may fix it by convention or do without. */
function classify(edition: Edition, row: Pick<Row, "severity">, known: Known): Severity | null {
  if (row.severity !== "computed" && row.severity !== "if_known") return row.severity;
  const [first] = possible(edition.severity, known);
  return first !== undefined && test(first.when, known) === true ? first.severity : null;
}

function cite(
  edition: Edition,
  branch: Branch,
  known: Known,
  severityRules: readonly RuleUse[],
): Pick<Verdict, "ruleIds" | "notes"> {
  const notes = edition.notes.filter((note) => test(note.when, known) === true);
  const route = known.facts.route;
  const routeRules = Object.entries(edition.routeRules).find(([id]) => id === route)?.[1] ?? [];
  const cited = [
    ...uses(branch.rules, known),
    ...uses(severityRules, known),
    ...uses(routeRules, known),
    ...edition.caveats.filter((caveat) => test(caveat.when, known) === true).flatMap((c) => c.rules),
    ...notes.flatMap((note) => note.rules),
  ];
  return { ruleIds: [...new Set(cited)], notes: notes.map((note) => note.id) };
}

function uses(rules: readonly RuleUse[], known: Known): readonly string[] {
  return rules.flatMap((rule) => {
    if (typeof rule === "string") return [rule];
    return test(rule.when, known) === true ? rule.rules : [];
  });
}

function inAskingOrder(missing: ReadonlySet<FactId>): readonly InputId[] {
  return inputIds.filter((id) => missing.has(id));
}
