import type { Catalogue } from "../catalogue/catalogue";
import type { Edition } from "../policy/edition";
import { allowedValues } from "../policy/allowed-values";
import { type Answers, type InputId, inputIds, isOneOf } from "../vocabulary";
import type { Intake } from "./intake";
import type { Profile } from "./profile";

const presetCloud = "commercial";

/**
 * Everything known of a case: what the person answered in this intake, before what the directory says of the
 * customer, before what the profile remembers. A remembered plan the edition does not know does not count, nor does what
 * was taken back with Back or is told otherwise by the first sentence: it is to be confirmed first.
 */
export function effectiveAnswers(
  intake: Intake,
  profile: Profile | null,
  edition: Edition,
  catalogue: Catalogue,
): Answers {
  const known: Record<string, string> = {};
  // What holds nothing must not cover a value that is known. One object, filled: this is done several times a turn.
  const put = (id: InputId, value: string | undefined): void => {
    if (value !== undefined) known[id] = value;
  };
  const recall = (id: InputId, value: string | undefined): void => {
    if (!(id in intake.draft)) put(id, value);
  };
  recall("partnerType", profile?.partnerType);
  recall("agentRole", profile?.agentRole);
  const techPlan = profile?.techPlan;
  if (isOneOf(allowedValues(edition, "techPlan"), techPlan)) recall("techPlan", techPlan);
  put("productFamily", catalogue.find(intake.product)?.family);
  for (const id of inputIds) put(id, intake.answers[id]);
  put("cloud", cloudOf(intake));
  // What was said once in the profile counts more than the language the intake was begun in, not than an answer.
  if (!intake.trail.some((page) => page.includes("language"))) put("language", profile?.language);
  return known;
}

/** The preset of the card is no statement: what the directory says of the customer goes before it. */
function cloudOf({ answers, customer }: Intake): Answers["cloud"] {
  return answers.cloud === undefined || answers.cloud === presetCloud
    ? (customer?.cloud ?? answers.cloud)
    : answers.cloud;
}
