import type { Say } from "../locales/texts";
import { blockFacts, customerFacts, type FactId, type Facts, lineFacts } from "./facts";

/** The whole case as plain text: the problem, its facts, what people pasted, and whose it is. Unknown is left out. */
export function describeCase(facts: Facts, say: Say, more: readonly FactId[] = []): string {
  const line = (id: FactId): readonly string[] =>
    facts[id] === "" ? [] : [say("handover.line", { label: say(`handover.fact.${id}`), value: facts[id] })];
  const block = (id: FactId): readonly string[] =>
    facts[id] === "" ? [] : [`${say("handover.block", { label: say(`handover.fact.${id}`) })}\n${facts[id]}`];
  return joinParagraphs([
    facts.title,
    [...lineFacts, ...more].flatMap(line).join("\n"),
    ...blockFacts.flatMap(block),
    customerFacts.flatMap(line).join("\n"),
  ]);
}

/** With an empty line between them; empty ones are left out. */
export function joinParagraphs(paragraphs: readonly string[]): string {
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
}
