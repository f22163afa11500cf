import type { Catalogue } from "../catalogue/catalogue";
import type { Edition } from "../policy/edition";
import { allowedValues } from "../policy/allowed-values";
import { type Answers, inputIds, isOneOf } from "../vocabulary";
import type { Intake } from "./intake";
import type { Profile } from "./profile";

const presetCloud = "commercial";

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
    }),
    ...defined({ productFamily: family }),
    ...defined(intake.answers),
    ...defined({ cloud: cloudOf(intake), productFamily: portalFamily(intake.answers) }),
    // What was said once in the profile counts more than the language the intake was begun in, not than an answer.
    ...(intake.trail.flat().includes("language") ? {} : defined({ language: profile?.language })),
  };
}

/** The preset of the card is no statement: what the directory says of the customer goes before it. */
function cloudOf({ answers, customer }: Intake): Answers["cloud"] {
  return answers.cloud === undefined || answers.cloud === presetCloud
    ? (customer?.cloud ?? answers.cloud)
    : answers.cloud;
}

/** A fault of Partner Center itself is about Partner Center, whatever product the customer called about (row R3). */
function portalFamily({ issueType }: Answers): Answers["productFamily"] {
  return issueType === "portal_problem" ? "partner_center" : undefined;
}

/** The same answers without the keys that hold nothing, so that they cannot cover a known value. */
function defined(answers: Answers): Answers {
  const kept: Record<string, string> = {};
  for (const id of inputIds) {
    const value = answers[id];
    if (value !== undefined) kept[id] = value;
  }
  return kept;
}
