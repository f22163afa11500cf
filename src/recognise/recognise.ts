import type { Catalogue } from "../catalogue/catalogue";
import type { Customer } from "../directory/customer";
import type { Recognised } from "../intake/intake";
import type { RecognisedField } from "../vocabulary";
import { cutClauses } from "./clauses";
import { readAddresses } from "./read-addresses";
import { readAgentRole } from "./read-agent-role";
import { readCircumstances } from "./read-circumstances";
import { readCustomer } from "./read-customer";
import { readEnvironment } from "./read-environment";
import { readFaults } from "./read-faults";
import { readImpact } from "./read-impact";
import { readIssue } from "./read-issue";
import { readLanguage } from "./read-language";
import { readPartnerType } from "./read-partner-type";
import { readProduct } from "./read-product";
import { readSteps } from "./read-steps";
import { readTechPlan } from "./read-tech-plan";
import { readStart } from "./read-times";
import { readUsers } from "./read-users";
import { maskSpans, readText, type Span } from "./reading";
import { scanText } from "./scan-text";
import { findWorking } from "./said-to-work";

/** What a first sentence is read against. */
export interface RecogniseContext {
  readonly catalogue: Catalogue;
  readonly customers: readonly Customer[];
  /** ISO time in UTC. */
  readonly now: string;
  /** IANA zone the person's clock times are in; with an unknown one no start is read. */
  readonly timeZone: string;
}

/**
 * Reads what a technician's first sentence tells, at most one value per field, each with the very words it was read
 * from. A wrong value costs more than none: whatever is denied, doubled or only hinted at is left out. Any text is
 * accepted; of a long one the beginning is read.
 */
export function recognise(message: string, context: RecogniseContext): readonly Recognised[] {
  const reading = readText(message);
  const addresses = readAddresses(reading.text);
  const customer = readCustomer(reading, addresses, context.customers);
  const text = maskSpans(reading.text, [...addresses.taken, ...customer.names]);
  const scan = scanText(text);
  const cut = { ...scan, clauses: cutClauses(scan) };
  const faults = readFaults(cut);
  const working = findWorking(cut, faults);
  const product = readProduct(cut, working, context.catalogue);
  const issue = readIssue(cut, faults, product?.productId);
  const environment = readEnvironment(cut, working);
  const isFault = issue === null || ["technical_break_fix", "portal_problem"].includes(issue.issueType);
  const users = isFault && faults.found.length > 0 ? readUsers(cut, faults) : { isEveryone: false };
  const weighed = isFault ? readImpact(cut, faults, users) : null;
  // Whatever fails outside production is minimal by the policy; the person says what it means to the business.
  const isHarmless = environment?.environment === "non_production" && weighed?.impact !== "minimal";
  const impact = isHarmless ? null : weighed;
  const start = isFault ? readStart(cut, faults, context) : null;
  const steps = isFault ? readSteps(cut, faults) : null;
  const language = readLanguage(cut);
  const partner = readPartnerType(cut, faults);
  const role = readAgentRole(cut, faults);
  const plan = readTechPlan(cut, faults);
  const circumstances = readCircumstances(cut, faults, customer.entry?.field === "customer");
  const entry = (
    field: RecognisedField,
    value: string | undefined,
    span: Span | undefined,
  ): readonly Recognised[] => {
    const words = span === undefined ? "" : reading.wordsOf(span);
    return value === undefined || words === "" ? [] : [{ field, value, words }];
  };
  const said = customer.entry;
  return [
    ...entry(said?.field ?? "customer", said?.value, said?.span),
    ...entry("product", product?.productId, product?.span),
    ...entry("issueType", issue?.issueType, issue?.span),
    ...entry("partnerType", partner?.partnerType, partner?.span),
    ...entry("agentRole", role?.agentRole, role?.span),
    ...entry("techPlan", plan?.techPlan, plan?.span),
    ...circumstances.flatMap(({ field, value, span }) => entry(field, value, span)),
    ...entry("environment", environment?.environment, environment?.span),
    ...entry("impact", impact?.impact, impact?.span),
    ...entry("startedAt", start?.startedAt, start?.span),
    ...entry("usersAffected", users.affected?.value.toString(), users.affected?.span),
    ...entry("usersTotal", users.total?.value.toString(), users.total?.span),
    ...entry("stepsTried", steps === null ? undefined : reading.wordsOf(steps), steps ?? undefined),
    ...entry("language", language ?? undefined, { from: 0, to: text.length }),
  ];
}
