import { type Customer, customerKey } from "../directory/customer";
import type { Recognised } from "../intake/intake";
import { allowedValues } from "../policy/allowed-values";
import { recognise } from "../recognise/recognise";
import { isOneOf } from "../vocabulary";
import type { Scene } from "./turn";

/** What the first sentence tells; what the profile says already is no question to this person. */
export async function readSentence(scene: Scene, text: string): Promise<readonly Recognised[]> {
  const { catalogue, directory } = scene.bench;
  const { timeZone, key } = scene.turn;
  const read = (customers: readonly Customer[]): readonly Recognised[] =>
    recognise(text, { catalogue, customers, now: scene.audience.now, timeZone });
  // The directory's own list lives long, and so does what was prepared for searching it.
  const listed = await directory.list(key.tenantId);
  const known = new Set(listed.map(customerKey));
  const others = (await scene.customers()).filter((customer) => !known.has(customerKey(customer)));
  const found = others.length === 0 ? read(listed) : mergeCustomers(read(listed), read(others));
  return found.filter((entry) => isNews(entry, scene));
}

/** A plan the edition does not know could not be chosen, so it is not offered. */
function isNews({ field, value }: Recognised, { bench, context }: Scene): boolean {
  const { profile } = context;
  if (field === "language") return profile?.language === undefined;
  if (field === "partnerType" || field === "agentRole") return value !== profile?.[field];
  if (field !== "techPlan") return true;
  return value !== profile?.techPlan && isOneOf(allowedValues(bench.edition, field), value);
}

/** What was read with two lists of customers: one customer in both together, or none. */
function mergeCustomers(listed: readonly Recognised[], others: readonly Recognised[]): readonly Recognised[] {
  const named = [...listed, ...others].filter(({ field }) => field === "customer");
  const rest = listed.filter(({ field }) => field !== "customer" && field !== "newCustomer");
  const [only] = named;
  if (only === undefined) return listed;
  return named.length === 1 ? [only, ...rest] : rest;
}
