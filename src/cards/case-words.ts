import type { Customer } from "../directory/customer";
import type { Profile } from "../intake/profile";
import type { CaseFacts } from "../policy/case-facts";
import { type CaseRecord, formatRecordNumber } from "../records/record";
import { severityOf } from "../records/severity";
import type { Answers, Outcome } from "../vocabulary";
import type { Scene } from "./card-kit";
import { severitySigns } from "./signs";
import { cleanUserText, shownLength } from "./user-text";

/** What an intake and a record have in common. */
export interface Matter {
  readonly title: string;
  readonly customer?: Customer | undefined;
  readonly product?: string | undefined;
  readonly answers: Answers;
}

/** The title as typed, cleaned and cut to `maxLength` UTF-16 characters; empty where there is none. */
export function titleOf(matter: Matter, maxLength: number = shownLength.title): string {
  return cleanUserText(matter.title, maxLength);
}

/** The customer's name, empty when not known; it is text a person typed. */
export function customerOf(matter: Pick<Matter, "customer">): string {
  return cleanUserText(matter.customer?.name ?? "", shownLength.name);
}

/** The product's name in the person's language, the family's while only that is known, else empty. */
export function productOf({ kit, audience }: Scene, matter: Pick<Matter, "product" | "answers">): string {
  const product = kit.catalogue.find(matter.product);
  if (product !== undefined) return product.name[audience.language];
  const family = matter.answers.productFamily;
  return family === undefined ? "" : kit.catalogue.familyName(family)[audience.language];
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * Joins what is there with the dot that separates facts of one line. Words written from the right are set apart,
 * so that they do not take their neighbours along.
 */
export function joinFacts({ say }: Scene, facts: readonly string[]): string {
  return facts
    .filter((fact) => fact !== "")
    .map((fact) => (rightToLeft.test(fact) ? `\u2068${fact}\u2069` : fact))
    .join(say("card.dot"));
}

const profileParts = ["partnerType", "agentRole", "techPlan", "cloud"] as const;
type ProfilePart = (typeof profileParts)[number];

/** "Direct bill · Admin agent · Advanced Support · Commercial", as far as it is known. */
export function profileLine(
  scene: Scene,
  known: Pick<Answers, ProfilePart> | Profile,
  without: readonly string[] = [],
): string {
  const parts = profileParts.filter((part) => !without.includes(part));
  return joinFacts(
    scene,
    parts.map((part) => {
      const value = known[part];
      return value === undefined ? "" : scene.say(`value.${part}.${value}`);
    }),
  );
}

/** The number of a case as people write it, PS-000001. */
export function numberOf(record: CaseRecord): string {
  return formatRecordNumber(record.number);
}

/** "Escalated", or "Closed (Solved by us)". */
export function caseLine({ say }: Scene, record: CaseRecord): string {
  const number = numberOf(record);
  const state = say(`state.${record.state}`);
  if (record.closingReason === undefined) return say("card.verdict.case", { number, state });
  return say("card.verdict.closed", { number, state, reason: say(`closingReason.${record.closingReason}`) });
}

/** The outcome in words; two rows of the table mean something of their own by it. */
export function sayOutcome({ say }: Scene, outcome: Outcome, row: string): string {
  if (outcome === "own_plan_needed" && row === "R1") return say("outcome.own_plan_needed_own");
  if (outcome === "service_health_first" && row === "R10")
    return say("outcome.service_health_first_incident");
  return say(`outcome.${outcome}`);
}

/** "‼ Severity A · critical"; empty where a case that is not covered has none. */
export function severityLine({ say }: Scene, record: CaseRecord): string {
  const severity = severityOf(record);
  return severity === null ? "" : `${severitySigns[severity]} ${say(`severity.${severity}`)}`;
}

/** What links and steps are chosen by; the severity is the one the case is worked with. */
export function factsOf(record: CaseRecord): CaseFacts {
  const { verdict, answers, customer, product } = record;
  return { verdict: { ...verdict, severity: severityOf(record) }, answers, customer, product };
}
