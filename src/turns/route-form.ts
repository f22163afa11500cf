import { type Customer, customerKey } from "../directory/customer";
import type { Route } from "../escalation/route";
import type { Say } from "../locales/texts";
import { hasText } from "../locales/texts";
import type { Person } from "../records/record";
import type { Notice, Option, QuestionView, View } from "../views";
import { inputValues, languages, outcomes, severities } from "../vocabulary";
import { mentionFields, type RouteFaults, type RouteGround, routeLimits } from "./read-route";
import { type Scene, wordingOf } from "./turn";

type Values = Readonly<Record<string, string>>;

/** What a set-up card shows beside the route: what was typed, and what was wrong with it. */
export interface RouteFilling {
  readonly values?: Values;
  readonly faults?: RouteFaults;
  readonly notice?: Notice | undefined;
}

/** The set-up card of a route; revision 0 stands for a new one. */
export function viewRouteForm(
  scene: Scene,
  route: Route,
  ground: RouteGround,
  { values = {}, faults = {}, notice }: RouteFilling = {},
): View {
  const { say } = wordingOf(scene, []);
  const { language, timeZone } = scene.audience;
  const stored = fill(route, ground.customers, timeZone);
  const describe = (id: string, rest: Partial<QuestionView> & Pick<QuestionView, "kind">): QuestionView => {
    const fault = faults[id];
    return {
      id,
      label: say(`setup.${id}.label`),
      hint: hasText(language, `setup.${id}.hint`) ? say(`setup.${id}.hint`) : "",
      placeholder: "",
      options: [],
      required: false,
      errorMessage: say("error.required"),
      value: values[id] ?? stored[id] ?? "",
      error: fault === undefined ? "" : say(`setup.fault.${fault.fault}`, { words: fault.words ?? "" }),
      ...rest,
    };
  };
  const view = {
    kind: "route_form",
    id: route.id,
    revision: route.revision,
    questions: [
      describe("channelName", { kind: "text", required: true, maxLength: routeLimits.name }),
      ...(ground.mayCatchAll ? [describe("catchAll", { kind: "choice", options: yesNo(say) })] : []),
      ...(route.isCatchAll ? [] : conditions(say, describe)),
      ...mentions(route, ground.people, describe),
      describe("atOnce", { kind: "choice", options: yesNo(say) }),
      describe("language", { kind: "choice", options: wordOptions(say, "value.uiLanguage", languages) }),
      describe("quietFrom", { kind: "time" }),
      describe("quietTo", { kind: "time" }),
      describe("quietZone", { kind: "text", maxLength: 64 }),
      describe("country", { kind: "text", maxLength: routeLimits.country }),
      describe("digest", { kind: "choice", options: yesNo(say) }),
    ],
  } as const;
  return notice === undefined ? view : { ...view, notice };
}

type Describe = (id: string, rest: Partial<QuestionView> & Pick<QuestionView, "kind">) => QuestionView;

function conditions(say: Say, describe: Describe): readonly QuestionView[] {
  const families = wordOptions(say, "value.productFamily", inputValues.productFamily);
  return [
    describe("families", { kind: "choices", options: families }),
    describe("severities", { kind: "choices", options: wordOptions(say, "severity", severities) }),
    describe("outcomes", { kind: "choices", options: wordOptions(say, "outcome", outcomes) }),
    describe("customers", { kind: "longText", maxLength: routeLimits.customers }),
  ];
}

function mentions(route: Route, people: readonly Person[], describe: Describe): readonly QuestionView[] {
  const listed = [...route.mentions.map(({ person }) => person), ...people];
  const options = [...new Map(listed.map(({ id, name }) => [id, { value: id, title: name }])).values()];
  return mentionFields.map(([id]) => describe(id, { kind: "choices", options }));
}

function yesNo(say: Say): readonly Option[] {
  return [
    { value: "no", title: say("setup.no") },
    { value: "yes", title: say("setup.yes") },
  ];
}

function wordOptions(say: Say, group: string, words: readonly string[]): readonly Option[] {
  return words.map((value) => ({ value, title: say(`${group}.${value}`) }));
}

/** A stored route as the values of its card. */
function fill(route: Route, customers: readonly Customer[], timeZone: string): Values {
  const { match, quietHours } = route;
  const mentioned = mentionFields.map(([field, severity]) => {
    const people = route.mentions.filter(({ severities: listed }) =>
      severity === null ? listed.length === 0 : listed.includes(severity),
    );
    return [field, people.map(({ person }) => person.id).join(",")] as const;
  });
  return {
    channelName: route.channelName,
    catchAll: route.isCatchAll ? "yes" : "no",
    families: match.families.join(","),
    severities: match.severities.join(","),
    outcomes: match.outcomes.join(","),
    customers: match.customers.map((key) => nameCustomer(key, customers)).join("\n"),
    ...Object.fromEntries(mentioned),
    atOnce: route.sendsAtOnce ? "yes" : "no",
    language: route.language,
    quietFrom: quietHours?.from ?? "",
    quietTo: quietHours?.to ?? "",
    quietZone: route.zone ?? quietHours?.zone ?? timeZone,
    country: route.country ?? "",
    digest: route.digest === undefined ? "no" : "yes",
  };
}

/** "Contoso, contoso.com", which is read as the same customer again. */
function nameCustomer(key: string, customers: readonly Customer[]): string {
  const name = customers.find((customer) => customerKey(customer) === key)?.name ?? key;
  return name === key || /[\n;；]/.test(name) ? key : `${name}, ${key}`;
}
