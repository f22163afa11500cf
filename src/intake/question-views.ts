import type { Catalogue } from "../catalogue/catalogue";
import { type Customer, customerKey } from "../directory/customer";
import type { Say } from "../locales/texts";
import type { Edition } from "../policy/edition";
import { allowedValues } from "../policy/allowed-values";
import { lasting, onceOfLasting } from "../lasting";
import type { InputId, Language } from "../vocabulary";
import type { Option, QuestionView } from "../question-view";
import type { Question, QuestionId } from "./questions";

/** What is needed to put a question into words. */
export interface Wording {
  readonly language: Language;
  readonly say: Say;
  readonly has: (key: string) => boolean;
  readonly edition: Edition;
  readonly catalogue: Catalogue;
  /** Customers to offer, the most recent first. */
  readonly customers: readonly Customer[];
  /** There are more than these. */
  readonly hasMoreCustomers: boolean;
}

/** Values to preset and faults to show, by question id. */
export interface Filling {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly errors: Readonly<Record<string, string | undefined>>;
}

const kinds: Readonly<Partial<Record<QuestionId, QuestionView["kind"]>>> = {
  title: "text",
  newCustomer: "text",
  customer: "search",
  product: "search",
};

/** A question as it is drawn or asked: label, hint, options and preset in the person's language. */
export function viewQuestion(question: Question, wording: Wording, filling: Filling): QuestionView {
  const options = optionsOf(question, wording);
  const preset = filling.values[question.id] ?? question.preset ?? "";
  const value = options.length === 0 || options.some((option) => option.value === preset) ? preset : "";
  const error = filling.errors[question.id] ?? "";
  const isLookedUp = question.id === "customer" && wording.hasMoreCustomers;
  const view = (): QuestionView => ({
    ...describeInput(question.id, wording, {
      kind: kinds[question.id] ?? "choice",
      options,
      value,
      required: question.gives !== undefined,
      error,
    }),
    ...(isLookedUp ? { dataset: "customers" } : {}),
  });
  // The value is one of the list and the fault one of our sentences: there are only so many views of such a question.
  return Object.isFrozen(options)
    ? viewOnce(options, wording.say, `${question.id} ${isLookedUp} ${value} ${error}`, view)
    : view();
}

const viewsOf = onceOfLasting((_options: readonly Option[]) => new WeakMap<Say, Map<string, QuestionView>>());

/** Views a question once for each list of options, language, value and fault. */
function viewOnce(
  options: readonly Option[],
  say: Say,
  name: string,
  view: () => QuestionView,
): QuestionView {
  const ofList = viewsOf(options);
  const views = ofList.get(say) ?? new Map<string, QuestionView>();
  ofList.set(say, views);
  const known = views.get(name) ?? lasting(view());
  views.set(name, known);
  return known;
}

/** Any input with its texts under `question.<id>`; hint and placeholder are optional there. */
export function describeInput(
  id: string,
  { say, has }: Pick<Wording, "say" | "has">,
  rest: Pick<QuestionView, "kind" | "options" | "value" | "required" | "error">,
): QuestionView {
  const optional = (part: string): string =>
    has(`question.${id}.${part}`) ? say(`question.${id}.${part}`) : "";
  return {
    id,
    label: say(`question.${id}.label`),
    hint: optional("hint"),
    placeholder: optional("placeholder"),
    errorMessage: optional("required") === "" ? say("error.required") : optional("required"),
    ...rest,
  };
}

function optionsOf(question: Question, wording: Wording): readonly Option[] {
  if (question.id === "customer") return customerOptions(wording.customers);
  if (question.id === "product") return productOptions(wording);
  const { id, gives } = question;
  if (gives === undefined) return [];
  return wordOnce(wording.edition, `${id} ${wording.language}`, () => valueOptions(gives, wording));
}

/** The values the edition allows for an input, in words. */
export function valueOptions(id: InputId, wording: Pick<Wording, "edition" | "say">): readonly Option[] {
  return allowedValues(wording.edition, id).map((value) => ({
    value,
    title: wording.say(`value.${id}.${value}`),
  }));
}

/** Most people are offered the list of the directory, which is the same for all of them. */
function customerOptions(customers: readonly Customer[]): readonly Option[] {
  return Object.isFrozen(customers) ? listLasting(customers) : customers.map(customerOption);
}

const listLasting = onceOfLasting((customers: readonly Customer[]) => lasting(customers.map(customerOption)));

/** A customer as a picker offers it; the title has words of people. */
export function customerOption(customer: Customer): Option {
  const title = customer.domain === undefined ? customer.name : `${customer.name} · ${customer.domain}`;
  return { value: customerKey(customer), title };
}

const offered = new WeakMap<object, Map<string, readonly Option[]>>();

/** Words a list once for each of what it is made of, an object that never changes, and a name. */
function wordOnce(of: object, name: string, word: () => readonly Option[]): readonly Option[] {
  const lists = offered.get(of) ?? new Map<string, readonly Option[]>();
  offered.set(of, lists);
  const known = lists.get(name) ?? lasting(word());
  lists.set(name, known);
  return known;
}

/** The pick list of a language is the same for everybody. */
export function productOptions({
  catalogue,
  language,
}: Pick<Wording, "catalogue" | "language">): readonly Option[] {
  return wordOnce(catalogue, language, () => wordProducts(catalogue, language));
}

function wordProducts(catalogue: Catalogue, language: Language): readonly Option[] {
  return catalogue.products.map((product) => {
    const family = catalogue.familyName(product.family)[language];
    const name = product.name[language];
    return { value: product.id, title: saysFamily(name, family) ? name : `${name} · ${family}` };
  });
}

/** Whether the family beside the name would be said twice; what stands in brackets is another name of it. */
function saysFamily(name: string, family: string): boolean {
  return name.includes(family.replace(/ \(.*\)$/, "")) || family.startsWith(name);
}
