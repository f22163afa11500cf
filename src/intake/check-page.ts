import type { Customer } from "../directory/customer";
import { findCustomer } from "../directory/find-customer";
import { valuesOf } from "./values-of";
import type { Question } from "./questions";
import { questions } from "./questions";
import type { Ground } from "./next-questions";

/** Faults by question id; the keys under `error.` that say them. */
export type PageErrors = Readonly<Record<string, string>>;

/** A page as sent: what can be taken over, and what has to be asked again. */
export interface CheckedPage {
  readonly accepted: Readonly<Record<string, string>>;
  readonly customer?: Customer | undefined;
  readonly errors: PageErrors;
}

/** The longest title, in UTF-16 characters. */
export const titleLimit = 300;

/**
 * Checks the values of a page. Values of other known questions are taken when they are right, so that a client
 * may answer ahead; on the questions that were asked a wrong or missing one is an error at its field.
 */
export function checkPage(
  asked: readonly Question[],
  values: Readonly<Record<string, string>>,
  ground: Ground,
  customers: readonly Customer[],
): CheckedPage {
  const accepted: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const question of questions) {
    const value = (values[question.id] ?? "").trim();
    const isAsked = asked.includes(question);
    if (question.gives === undefined) continue;
    const given = value === "" && isAsked ? (question.preset ?? "") : value;
    if (given !== "" && valuesOf(question, ground).includes(given)) accepted[question.id] = given;
    else if (isAsked) errors[question.id] = given === "" ? "required" : "choose";
  }
  const title = values["title"]?.trim();
  if (title !== undefined && title !== "") accepted["title"] = title;
  return { accepted, ...checkCustomer(values, customers, errors), errors };
}

function checkCustomer(
  values: Readonly<Record<string, string>>,
  customers: readonly Customer[],
  errors: Record<string, string>,
): { readonly customer?: Customer } {
  // A customer typed by hand is the more deliberate answer of the two.
  const field = (values["newCustomer"] ?? "").trim() === "" ? "customer" : "newCustomer";
  const text = (values[field] ?? "").trim();
  if (text === "") return {};
  const found = findCustomer(text, customers);
  if (found.kind === "known" || found.kind === "new") return { customer: found.customer };
  errors[field] = found.kind === "several" ? "customerSeveral" : "customerIncomplete";
  return {};
}
