import { shortenText } from "../plain-text";
import { foldText } from "../fold-text";
import { Customer, customerKey, Domain, longestName, TenantGuid } from "./customer";

/** What a typed customer turned out to be. */
export type FoundCustomer =
  | { readonly kind: "known"; readonly customer: Customer }
  | { readonly kind: "new"; readonly customer: Customer }
  | { readonly kind: "several"; readonly customers: readonly Customer[] }
  | { readonly kind: "incomplete" };

/**
 * Finds the customer a person means: by tenant id or domain exactly, by name exactly, else by the only name
 * that contains the words. A customer nobody knows yet needs a domain or a tenant id, both checked.
 */
export function findCustomer(text: string, customers: readonly Customer[]): FoundCustomer {
  const wanted = foldText(text);
  if (wanted === "") return { kind: "incomplete" };
  const exact = customers.find((customer) =>
    [customerKey(customer), customer.domain, customer.tenantId, customer.name].some(
      (part) => part !== undefined && foldText(part) === wanted,
    ),
  );
  if (exact !== undefined) return { kind: "known", customer: exact };
  const typed = readNewCustomer(text);
  if (typed !== null) return knownByIds(typed, customers) ?? { kind: "new", customer: typed };
  const named = customers.filter((customer) => foldText(customer.name).includes(wanted));
  const [only, ...others] = named;
  if (only === undefined) return { kind: "incomplete" };
  return others.length === 0
    ? { kind: "known", customer: only }
    : { kind: "several", customers: named.slice(0, 8) };
}

function knownByIds(typed: Customer, customers: readonly Customer[]): FoundCustomer | null {
  const known = customers.find(
    (customer) =>
      (typed.tenantId !== undefined && customer.tenantId === typed.tenantId) ||
      (typed.domain !== undefined && customer.domain === typed.domain),
  );
  return known === undefined ? null : { kind: "known", customer: known };
}

/** "Fabrikam, fabrikam.com", "fabrikam.com" or "Fabrikam 0f…-…": a name with a domain or a tenant id. */
function readNewCustomer(text: string): Customer | null {
  const words = text.split(/[\s,;，；、()（）]+/u).filter((word) => word !== "");
  const domain = words.map((word) => Domain.safeParse(word)).find((parsed) => parsed.success)?.data;
  const tenantId = words.map((word) => TenantGuid.safeParse(word)).find((parsed) => parsed.success)?.data;
  if (domain === undefined && tenantId === undefined) return null;
  const rest = words.filter((word) => !Domain.safeParse(word).success && !TenantGuid.safeParse(word).success);
  const name = shortenText(rest.join(" "), longestName);
  const parsed = Customer.safeParse({ name: name === "" ? (domain ?? tenantId) : name, domain, tenantId });
  return parsed.success ? parsed.data : null;
}
