import { type Customer, Domain, TenantGuid } from "../directory/customer";
import type { Answers } from "../vocabulary";
import { type Known, notAsked } from "./condition";
import { defaultSwitches } from "./evaluate";
import type { Verdict } from "./verdict";

/** What links and steps may look at: the decision, the answers behind it, and whom it is about. */
export interface CaseFacts {
  readonly verdict: Verdict;
  readonly answers: Answers;
  readonly customer?: Customer | undefined;
  /** Product id of the catalogue. */
  readonly product?: string | undefined;
}

/** Everything an address template may ask for; no case ever knows the last three. */
export const linkParameters = [
  "domain",
  "tenantId",
  "initialDomain",
  "publisherOffer",
  "offerType",
  "resourceId",
] as const;
/** A value an address template names in braces. */
export type LinkParameter = (typeof linkParameters)[number];

/** What the conditions of links and steps are tested against: the answers and what the verdict adds. */
export function knownFacts({ verdict, answers }: CaseFacts): Known {
  const { edition, row, outcome, route, severity } = verdict;
  const facts = { ...notAsked, ...answers, edition, row, outcome, route, severity };
  return { facts, switches: defaultSwitches };
}

/** The parameters the case knows. They are checked here once more: an address must not trust its caller. */
export function parametersOf({ answers, customer }: CaseFacts): { readonly [P in LinkParameter]?: string } {
  // A customer's ids would lead out of the partner's own tenant.
  if (customer === undefined || answers.tenantScope === "own") return {};
  const domain = Domain.safeParse(customer.domain).data;
  const tenantId = TenantGuid.safeParse(customer.tenantId).data;
  const isInitial = domain !== undefined && /^[a-z0-9-]+\.onmicrosoft\.com$/.test(domain);
  return {
    ...(domain === undefined ? {} : { domain }),
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(isInitial ? { initialDomain: domain } : {}),
  };
}
