import type { DetailId, RecognisedField } from "../vocabulary";
import { StoredAnswers, type Intake, type Recognised } from "./intake";

/** What becomes evidence of the case; the rest presets a question of the dialog. */
const details = [
  "startedAt",
  "usersAffected",
  "usersTotal",
  "stepsTried",
] as const satisfies readonly (DetailId & RecognisedField)[];

/**
 * An intake with what its first sentence told: questions are preset, evidence is noted, the language of the replies is
 * that of the message. Nothing of it decides before the person has sent the page that shows it. `timeZone` is the
 * IANA zone the times were meant in.
 */
export function prefill(intake: Intake, read: readonly Recognised[], timeZone: string): Intake {
  // A message in the language that is expected anyway is nothing to ask about.
  const recognised = read.filter(
    ({ field, value }) => field !== "language" || value !== intake.answers.language,
  );
  const valueOf = (field: RecognisedField): string | undefined =>
    recognised.find((entry) => entry.field === field)?.value;
  const noted = details.flatMap((id) => {
    const value = valueOf(id);
    return value === undefined ? [] : [[id, value] as const];
  });
  const zone = valueOf("startedAt") === undefined ? {} : { startedZone: timeZone };
  const presets = recognised.filter(
    ({ field }) => field !== "language" && !details.some((detail) => detail === field),
  );
  const language = StoredAnswers.safeParse({ language: valueOf("language") });
  return {
    ...intake,
    recognised: [...recognised],
    details: { ...intake.details, ...Object.fromEntries(noted), ...zone },
    draft: { ...intake.draft, ...Object.fromEntries(presets.map(({ field, value }) => [field, value])) },
    answers: { ...intake.answers, ...(language.data?.language === undefined ? {} : language.data) },
  };
}
