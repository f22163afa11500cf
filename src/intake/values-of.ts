import { allowedValues } from "../policy/allowed-values";
import type { Ground } from "./next-questions";
import type { Question } from "./questions";

/** The values a question may be answered with; none for free text. */
export function valuesOf(question: Question, { edition, catalogue }: Ground): readonly string[] {
  if (question.id === "product") return catalogue.products.map(({ id }) => id);
  return question.gives === undefined ? [] : allowedValues(edition, question.gives);
}
