import type { Catalogue } from "../catalogue/catalogue";
import type { BusinessCalendar } from "../clocks/business-calendar";
import type { PartnerTargets } from "../clocks/partner-targets";
import { loadReminderPlan } from "../clocks/reminder-plan";
import { responseLengthsOf } from "../clocks/response-due";
import { buildLinks } from "../links/build-links";
import { hasText, textsOf } from "../locales/texts";
import type { Switches } from "../policy/condition";
import { explain } from "../policy/explain";
import type { Policy } from "../policy/load-policy";
import { listSteps } from "../policy/steps";
import { whatIf } from "../policy/what-if";
import type { CardKit } from "./card-kit";

/** What the kit is made of: the data that was loaded, and what the settings say. */
export interface KitParts {
  readonly policy: Policy;
  readonly catalogue: Catalogue;
  readonly switches: Switches;
  readonly calendar: BusinessCalendar;
  /** What the partner promises its own customers; absent: nothing. */
  readonly targets?: PartnerTargets;
}

/** The kit with everything that may be left out where only cards are drawn. */
export type ProductKit = CardKit & Required<Pick<CardKit, "clocks">>;

/** The kit of every program that draws cards or writes texts. */
export function createCardKit({ policy, catalogue, switches, calendar, targets = {} }: KitParts): ProductKit {
  const clocks = { calendar, lengthOf: responseLengthsOf(policy), targets, plan: loadReminderPlan() };
  return {
    policy,
    catalogue,
    buildLinks,
    listSteps,
    textsOf,
    calendar,
    clocks,
    explain: (ruleIds, language) => explain(policy, ruleIds, language),
    whatIf: (edition, answers) => whatIf(policy.editions[edition], answers, switches),
    nameStep: (id, language) =>
      hasText(language, `firstStep.${id}`) ? textsOf(language)(`firstStep.${id}`) : id,
  };
}
