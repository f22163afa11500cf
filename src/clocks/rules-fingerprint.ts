import type { CalendarData } from "./business-calendar";
import type { PartnerTargets } from "./partner-targets";
import type { ReminderPlan } from "./reminder-plan";

/** What settings and data say of the clocks, as one text that is another when any of it is. */
export function fingerprintRules(rules: {
  readonly business: CalendarData;
  readonly targets: PartnerTargets;
  readonly plan: ReminderPlan;
  /** The response times of every edition. */
  readonly responses: unknown;
}): string {
  const { business, targets, plan, responses } = rules;
  return JSON.stringify([business, targets, plan, responses]);
}
