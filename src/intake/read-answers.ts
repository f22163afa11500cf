import { shortenText } from "../plain-text";
import type { Catalogue } from "../catalogue/catalogue";
import { Customer, Domain, longestName, TenantGuid } from "../directory/customer";
import { StoredAnswers } from "./intake";
import { type Answers, type InputId, inputIds, isOneOf } from "../vocabulary";
import { switchIds, type Switches } from "../policy/condition";
import { allowedValues } from "../policy/allowed-values";
import type { Edition } from "../policy/edition";
import { defaultSwitches } from "../policy/evaluate";

/** Answers from outside (command line, API) after the check: what is known, or the one sentence on what is wrong. */
export type ReadAnswers =
  | {
      readonly kind: "read";
      readonly answers: Answers;
      readonly switches: Switches;
      readonly customer?: Customer | undefined;
      readonly product?: string | undefined;
    }
  | { readonly kind: "wrong"; readonly problem: string };

/**
 * Reads one object of answers. Inputs that play no part in the verdict are accepted; a value outside the
 * allowed ones is refused with the field, the value found and the allowed ones.
 */
export function readAnswers(data: unknown, edition: Edition, catalogue: Catalogue): ReadAnswers {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    return wrong(
      `the answers are ${describe(data)}; allowed is one object of inputs, or an array of such objects`,
    );
  }
  const fields: ReadonlyMap<string, unknown> = new Map(Object.entries(data));
  const problem =
    inputIds.map((id) => checkInput(fields, edition, id)).find((found) => found !== null) ??
    checkProduct(fields, catalogue) ??
    checkSwitch(fields) ??
    checkCustomer(fields);
  if (problem !== null) return wrong(problem);
  const product = fields.get("product");
  return {
    kind: "read",
    answers: collect(fields, catalogue),
    switches: readSwitches(fields),
    customer: readCustomer(fields),
    product: typeof product === "string" ? product : undefined,
  };
}

function wrong(problem: string): ReadAnswers {
  return { kind: "wrong", problem };
}

/** The names in an object of answers that say nothing to a decision, as they were written. */
export function unknownNames(data: unknown): readonly string[] {
  if (typeof data !== "object" || data === null) return [];
  const known: readonly string[] = [...inputIds, ...switchIds, "product", "customer", "record"];
  return Object.keys(data).filter((name) => !known.includes(name));
}

/** Characters of a wrong value that are repeated to its author. */
const longestShown = 100;

function describe(value: unknown): string {
  if (typeof value === "string") return `"${cutShort(value)}"`;
  try {
    return cutShort(JSON.stringify(value));
  } catch {
    // Nested deeper than can be written.
    return Array.isArray(value) ? "an array" : "an object";
  }
}

/** A value as its author is shown it: at most 100 UTF-16 characters of it, then "…". */
export function cutShort(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** Absent, null and the empty string all mean "not answered". */
function isAnswered(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function checkInput(fields: ReadonlyMap<string, unknown>, edition: Edition, id: InputId): string | null {
  const value = fields.get(id);
  const allowed = allowedValues(edition, id);
  if (!isAnswered(value) || isOneOf(allowed, value)) return null;
  return `${id} is ${describe(value)} in edition ${edition.id}; allowed are ${allowed.join(", ")}`;
}

function checkProduct(fields: ReadonlyMap<string, unknown>, catalogue: Catalogue): string | null {
  const product = fields.get("product");
  if (!isAnswered(product)) return null;
  if (typeof product === "string" && catalogue.find(product) !== undefined) return null;
  return `product is ${describe(product)}; allowed are ${catalogue.products.map(({ id }) => id).join(", ")}`;
}

function checkSwitch(fields: ReadonlyMap<string, unknown>): string | null {
  for (const id of switchIds) {
    const value = fields.get(id);
    if (isAnswered(value) && toSwitch(value) === null)
      return `${id} is ${describe(value)}; allowed are true, false`;
  }
  return null;
}

function toSwitch(value: unknown): boolean | null {
  if (value === true || value === "true" || value === "on") return true;
  if (value === false || value === "false" || value === "off") return false;
  return null;
}

function readSwitches(fields: ReadonlyMap<string, unknown>): Switches {
  const strict = toSwitch(fields.get("strictTechnicalVehicle"));
  return { strictTechnicalVehicle: strict ?? defaultSwitches.strictTechnicalVehicle };
}

function checkCustomer(fields: ReadonlyMap<string, unknown>): string | null {
  const value = fields.get("customer");
  if (!isAnswered(value) || typeof value === "string") return null;
  if (Customer.safeParse(value).success) return null;
  return `customer is ${describe(value)}; allowed is a name, a domain, a tenant id, or an object of name, domain, tenantId`;
}

function readCustomer(fields: ReadonlyMap<string, unknown>): Customer | undefined {
  const value = fields.get("customer");
  if (!isAnswered(value)) return undefined;
  if (typeof value !== "string") return Customer.parse(value);
  const domain = Domain.safeParse(value);
  const tenantId = TenantGuid.safeParse(value);
  return {
    name: shortenText(value, longestName),
    ...(domain.success ? { domain: domain.data } : {}),
    ...(tenantId.success ? { tenantId: tenantId.data } : {}),
  };
}

/** A family that was named wins; otherwise the product's own counts. */
function collect(fields: ReadonlyMap<string, unknown>, catalogue: Catalogue): Answers {
  const product = fields.get("product");
  const family = typeof product === "string" ? catalogue.find(product)?.family : undefined;
  const given = inputIds.filter((id) => isAnswered(fields.get(id))).map((id) => [id, fields.get(id)]);
  return StoredAnswers.parse({ productFamily: family, ...Object.fromEntries(given) });
}
