import type { Say } from "../locales/texts";
import type { FactId, Facts } from "./facts";

/** What fits on a line with its label, in the order a supporter wants to read it. */
const lines = [
  "product",
  "issue",
  "resource",
  "environment",
  "severity",
  "severityReason",
  "impact",
  "users",
  "workaround",
  "started",
  "criterion",
  "health",
  "incidentId",
  "browsersTried",
  "bought",
  "microsoftCase",
] as const satisfies readonly FactId[];

/** What people paste: a label, then the text on lines of its own. */
const blocks = [
  "errorText",
  "correlationIds",
  "stepsToReproduce",
  "stepsTried",
  "proofOfImpact",
] as const satisfies readonly FactId[];

const whose = ["customer", "domain", "tenantId"] as const satisfies readonly FactId[];

/** The whole case as plain text: the problem, its facts, what people pasted, and whose it is. Unknown is left out. */
export function describeCase(facts: Facts, say: Say, more: readonly FactId[] = []): string {
  const line = (id: FactId): readonly string[] =>
    facts[id] === "" ? [] : [say("handover.line", { label: say(`handover.fact.${id}`), value: facts[id] })];
  const block = (id: FactId): readonly string[] =>
    facts[id] === "" ? [] : [`${say("handover.block", { label: say(`handover.fact.${id}`) })}\n${facts[id]}`];
  return joinParagraphs([
    facts.title,
    [...lines, ...more].flatMap(line).join("\n"),
    ...blocks.flatMap(block),
    whose.flatMap(line).join("\n"),
  ]);
}

export function joinParagraphs(paragraphs: readonly string[]): string {
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
}
