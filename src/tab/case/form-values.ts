import type { CaseForm } from "../api/wire";

/** One question of a form, with its choices and what it is filled in with. */
export type Question = CaseForm["questions"][number];
/** Texts by the id of the question; empty where nothing was said. */
export type Values = Readonly<Record<string, string>>;

/** What the form has filled in already. */
export function presetValues(questions: readonly Question[]): Values {
  return Object.fromEntries(questions.map(({ id, value }) => [id, value]));
}

/**
 * What was typed, in a form that was read anew. What nobody touched is as the form has it now, or a colleague's words
 * would be taken back unseen; so is a choice that is no longer offered. `first` is what the form said before.
 */
export function keepTyped(questions: readonly Question[], first: Values, values: Values): Values {
  return Object.fromEntries(
    questions.map(({ id, value, kind, options }) => {
      const own = values[id] ?? value;
      const isTouched = own !== (first[id] ?? "");
      const isOffered = kind !== "choice" || own === "" || options.some((option) => option.value === own);
      return [id, isTouched && isOffered ? own : value];
    }),
  );
}

/** How a case ended is only asked of one that ends. */
export function shownQuestions(questions: readonly Question[], values: Values): readonly Question[] {
  return questions.filter(({ id }) => id !== "closingReason" || values["state"] === "resolved");
}

/**
 * The body of the call. What was left empty is left out; of evidence an emptied field is sent, for that takes the
 * value away.
 */
export function writeBody(form: string, questions: readonly Question[], values: Values): Values {
  return Object.fromEntries(
    shownQuestions(questions, values).flatMap(({ id, value }) => {
      const own = values[id] ?? "";
      const isSaid = own.trim() !== "" || (form === "evidence" && value !== "");
      return isSaid ? [[id, own] as const] : [];
    }),
  );
}

/** What differs from what a form said at first; an emptied field is not sent, for an answer cannot be taken away. */
export function changedValues(first: Values, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([id, value]) => value.trim() !== "" && value !== (first[id] ?? "")),
  );
}

/** The required questions that have no answer. */
export function missingOf(questions: readonly Question[], values: Values): readonly string[] {
  return shownQuestions(questions, values)
    .filter(({ id, required }) => (required || id === "closingReason") && (values[id] ?? "").trim() === "")
    .map(({ id }) => id);
}
