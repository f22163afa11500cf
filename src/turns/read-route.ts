import { IANAZone } from "luxon";
import { holidaysOf } from "../clocks/holidays";
import { type Customer, customerKey } from "../directory/customer";
import { findCustomer } from "../directory/find-customer";
import { QuietHours, type Route } from "../escalation/route";
import { plainLine } from "../plain-text";
import type { Person } from "../records/record";
import { inputValues, isOneOf, languages, outcomes, severities, type Severity } from "../vocabulary";

type Values = Readonly<Record<string, string>>;

/** What is wrong with a field; `words` are the person's own, where the fault is about a part of them. */
export interface RouteFault {
  readonly fault:
    | "name"
    | "choose"
    | "customer"
    | "tooLong"
    | "tooMany"
    | "bothTimes"
    | "time"
    | "sameTime"
    | "zone"
    | "country"
    | "conditions";
  readonly words?: string;
}
/** What is wrong, by the id of the input; empty where all is well. */
export type RouteFaults = Readonly<Record<string, RouteFault>>;

/** Whom a card can name and mean. */
export interface RouteGround {
  readonly customers: readonly Customer[];
  readonly people: readonly Person[];
  /** Whether it may become the one for all that is left. */
  readonly mayCatchAll: boolean;
}

/** Characters of the channel's name, of the list of customers and of the country; entries of that list; people of one list. */
export const routeLimits = { name: 80, customers: 2000, entries: 40, people: 10, country: 8 } as const;

/** The severities people are mentioned for by themselves, with the field of each. */
export const mentionFields = [
  ["mentionAll", null],
  ["mentionA", "A"],
  ["mentionB", "B"],
  ["mentionC", "C"],
  ["mentionNonBreakFix", "non_break_fix"],
] as const satisfies readonly (readonly [string, Severity | null])[];

/** Takes in a set-up card at a moment (ISO, UTC): the route as it would be, or what is wrong at which field. */
export function readRoute(
  values: Values,
  base: Route,
  ground: RouteGround,
  now: string,
): { readonly route: Route } | { readonly faults: RouteFaults } {
  const faults: Record<string, RouteFault> = {};
  const take = <Result>(id: string, read: Result | RouteFault, fallback: Result): Result => {
    if (!isFault(read)) return read;
    faults[id] = read;
    return fallback;
  };
  const listOf = <Word extends string>(id: string, words: readonly Word[]): readonly Word[] =>
    take(id, readWords(values[id], words), []);
  const match = base.isCatchAll
    ? base.match
    : {
        families: [...listOf("families", inputValues.productFamily)],
        severities: [...listOf("severities", severities)],
        outcomes: [...listOf("outcomes", outcomes)],
        customers: [...take("customers", readCustomers(values["customers"] ?? "", ground.customers), [])],
      };
  const isCatchAll = base.isCatchAll || (ground.mayCatchAll && values["catchAll"] === "yes");
  const hasConditions = Object.values(match).some((list) => list.length > 0);
  if (isCatchAll && hasConditions) faults["catchAll"] = { fault: "conditions" };
  const { quietHours: _hours, country: _country, zone: _zone, digest, ...rest } = base;
  const zone = take("quietZone", readZone(values["quietZone"] ?? ""), "");
  const quietHours = readQuiet(values, faults);
  const country = take("country", readCountry(values["country"] ?? ""), "");
  const { language } = values;
  if (!isOneOf(languages, language)) faults["language"] = { fault: "choose" };
  const route: Route = {
    ...rest,
    match,
    isCatchAll,
    channelName: take("channelName", readName(values["channelName"] ?? ""), base.channelName),
    sendsAtOnce: values["atOnce"] === "yes",
    mentions: readMentions(values, base, ground.people, faults),
    language: isOneOf(languages, language) ? language : base.language,
    ...(quietHours === null ? {} : { quietHours }),
    ...(country === "" ? {} : { country }),
    ...(zone === "" ? {} : { zone }),
    // Who had it before goes on with it.
    ...(values["digest"] === "yes" ? { digest: digest ?? { since: now } } : {}),
  };
  return Object.keys(faults).length > 0 ? { faults } : { route };
}

function isFault(read: unknown): read is RouteFault {
  return typeof read === "object" && read !== null && "fault" in read;
}

function readName(typed: string): string | RouteFault {
  const name = plainLine(typed);
  if (name.length > routeLimits.name) return { fault: "tooLong", words: String(routeLimits.name) };
  return name === "" ? { fault: "name" } : name;
}

/** Times of cards and quiet hours; empty where none was given. */
function readZone(typed: string): string | RouteFault {
  const zone = typed.trim();
  return zone === "" || IANAZone.isValidZone(zone) ? zone : { fault: "zone" };
}

/** The code as the holidays know it; empty where none was given. */
function readCountry(typed: string): string | RouteFault {
  const code = plainLine(typed).toUpperCase();
  if (code === "" || (/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code) && holidaysOf(code) !== null)) return code;
  return { fault: "country", words: code.slice(0, routeLimits.country) };
}

function splitList(value: string | undefined): readonly string[] {
  const parts = (value ?? "").split(",").map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

function readWords<Word extends string>(
  value: string | undefined,
  words: readonly Word[],
): readonly Word[] | RouteFault {
  const given = splitList(value);
  const known = given.filter((word) => isOneOf(words, word));
  return known.length === given.length ? known : { fault: "choose" };
}

/** One customer a line, or with semicolons: a name of its own may have commas. */
function readCustomers(typed: string, customers: readonly Customer[]): readonly string[] | RouteFault {
  if (typed.length > routeLimits.customers) return { fault: "tooLong", words: String(routeLimits.customers) };
  const lines = typed
    .split(/[\n;；]/)
    .map(plainLine)
    .filter((line) => line !== "");
  if (lines.length > routeLimits.entries) return { fault: "tooMany", words: String(routeLimits.entries) };
  const keys: string[] = [];
  for (const line of lines) {
    const found = findCustomer(line, customers);
    if (found.kind !== "known" && found.kind !== "new") return { fault: "customer", words: line };
    keys.push(customerKey(found.customer));
  }
  return [...new Set(keys)];
}

/** Somebody mentioned for every case is not listed for a severity as well. */
function readMentions(
  values: Values,
  base: Route,
  people: readonly Person[],
  faults: Record<string, RouteFault>,
): Route["mentions"] {
  const known = [...people, ...base.mentions.map(({ person }) => person)];
  const wanted = new Map<string, { readonly person: Person; readonly severities: Severity[] }>();
  for (const [field, severity] of mentionFields) {
    const ids = splitList(values[field]);
    if (ids.length > routeLimits.people) {
      faults[field] = { fault: "tooMany", words: String(routeLimits.people) };
      continue;
    }
    for (const id of ids) {
      const person = known.find((one) => one.id === id);
      if (person === undefined) faults[field] = { fault: "choose" };
      else if (severity === null) wanted.set(id, { person, severities: [] });
      else {
        const listed = wanted.get(id);
        if (listed === undefined) wanted.set(id, { person, severities: [severity] });
        else if (listed.severities.length > 0) listed.severities.push(severity);
      }
    }
  }
  return [...wanted.values()];
}

function readQuiet(values: Values, faults: Record<string, RouteFault>): Route["quietHours"] | null {
  const [from, to] = [(values["quietFrom"] ?? "").trim(), (values["quietTo"] ?? "").trim()];
  if (from === "" && to === "") return null;
  if (from === "" || to === "") {
    faults[from === "" ? "quietFrom" : "quietTo"] = { fault: "bothTimes" };
    return null;
  }
  const zone = (values["quietZone"] ?? "").trim();
  if (!IANAZone.isValidZone(zone)) faults["quietZone"] = { fault: "zone" };
  if (from === to) faults["quietTo"] = { fault: "sameTime" };
  for (const [field, value] of [["quietFrom", from] as const, ["quietTo", to] as const]) {
    if (!QuietHours.shape.from.safeParse(value).success) faults[field] = { fault: "time" };
  }
  return { from, to, zone };
}
