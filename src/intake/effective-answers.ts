import type { Catalogue } from "../catalogue/catalogue";
import type { Edition } from "../policy/edition";
import { allowedValues } from "../policy/read-answers";
import { type Answers, isOneOf } from "../vocabulary";
import type { Intake } from "./intake";
import type { Profile } from "./profile";

/**
 * The clouds that can be taken for granted: a closed one would end every later case before the customer is known,
 * so it is only ever a preset.
 */
const usualClouds = ["commercial", "us_gov"] as const;

/**
 * Everything known of a case: what the person answered in this intake, before what the directory says of the
 * customer, before what the profile remembers. A remembered plan the edition does not know does not count.
 */
export function effectiveAnswers(
  intake: Intake,
  profile: Profile | null,
  edition: Edition,
  catalogue: Catalogue,
): Answers {
  const family = catalogue.find(intake.product)?.family;
  const techPlan = profile?.techPlan;
  return {
    ...defined({
      partnerType: profile?.partnerType,
      agentRole: profile?.agentRole,
      techPlan: isOneOf(allowedValues(edition, "techPlan"), techPlan) ? techPlan : undefined,
      cloud: isOneOf(usualClouds, profile?.cloud) ? profile.cloud : undefined,
    }),
    ...defined({ cloud: intake.customer?.cloud, productFamily: family }),
    ...defined(intake.answers),
    // What was said once in the profile counts more than the language the intake was begun in.
    ...defined({ language: profile?.language }),
  };
}

/** The same answers without the keys that hold nothing, so that they cannot cover a known value. */
function defined(answers: Answers): Answers {
  const entries: readonly (readonly [string, string | undefined])[] = Object.entries(answers);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
