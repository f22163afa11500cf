import type { Catalogue } from "../catalogue/catalogue";
import type { Switches } from "../policy/condition";
import type { Edition } from "../policy/edition";
import { recallEvaluation } from "../policy/recall-evaluation";
import type { Verdict } from "../policy/verdict";
import type { Answers } from "../vocabulary";
import { effectiveAnswers } from "./effective-answers";
import type { Intake } from "./intake";
import type { Profile } from "./profile";
import { type Question, questions } from "./questions";

/** The policy an intake is held under. */
export interface Ground {
  readonly edition: Edition;
  readonly switches: Switches;
  readonly catalogue: Catalogue;
}

/** Where an intake stands: the page of questions to ask now, or the verdict. */
export type Standing =
  | { readonly kind: "ask"; readonly page: 1 | 2 | 3; readonly questions: readonly Question[] }
  | { readonly kind: "verdict"; readonly verdict: Verdict; readonly answers: Answers };

/**
 * Computes what comes next from the answers alone. A page holds the questions whose answers can still change
 * the verdict given the pages before it, and the first page those that serve the hand-over.
 */
export function nextQuestions(intake: Intake, profile: Profile | null, ground: Ground): Standing {
  const last = reckoned.get(intake);
  if (last !== undefined && last.profile === profile && isSameGround(last.ground, ground))
    return last.standing;
  const standing = reckonStanding(intake, profile, ground);
  reckoned.set(intake, { profile, ground, standing });
  return standing;
}

interface Reckoned {
  readonly profile: Profile | null;
  readonly ground: Ground;
  readonly standing: Standing;
}

/** A turn asks where the same intake stands several times, and the next turn begins with it. */
const reckoned = new WeakMap<Intake, Reckoned>();

function isSameGround(one: Ground, other: Ground): boolean {
  return (
    one.edition === other.edition && one.switches === other.switches && one.catalogue === other.catalogue
  );
}

function reckonStanding(intake: Intake, profile: Profile | null, ground: Ground): Standing {
  const answers = effectiveAnswers(intake, profile, ground.edition, ground.catalogue);
  const evaluation = recallEvaluation(ground.edition, answers, ground.switches);
  if (evaluation.kind === "verdict") return { kind: "verdict", verdict: evaluation.verdict, answers };
  const open = questions.filter(({ gives }) => gives !== undefined && evaluation.inputs.includes(gives));
  const page = open.reduce<1 | 2 | 3>(
    (lowest, question) => (question.page < lowest ? question.page : lowest),
    3,
  );
  const asked = questions.filter(
    (question) => question.page === page && (open.includes(question) || isHandOver(question, intake)),
  );
  return { kind: "ask", page, questions: asked };
}

/** The title is asked only of those who did not say it already; the customer once, with the first page. */
function isHandOver(question: Question, intake: Intake): boolean {
  if (question.id === "language") return isLanguageInDoubt(intake);
  if (question.gives !== undefined) return false;
  if (question.id === "title") return intake.title === "";
  return !intake.trail.flat().includes("customer");
}

/** The language of Microsoft's replies is asked only where the first message was in another than expected. */
function isLanguageInDoubt({ recognised, trail }: Intake): boolean {
  return recognised.some(({ field }) => field === "language") && !trail.flat().includes("language");
}

/** The questions whose answers stand behind the verdict, for changing them all on one page. */
export function answeredQuestions(
  intake: Intake,
  profile: Profile | null,
  ground: Ground,
): readonly Question[] {
  const answers = effectiveAnswers(intake, profile, ground.edition, ground.catalogue);
  const asked = new Set(intake.trail.flat());
  return questions.filter((question) => {
    if (question.gives === undefined || asked.has(question.id)) return true;
    const { [question.gives]: value, ...others } = answers;
    if (value === undefined) return false;
    const without = recallEvaluation(ground.edition, others, ground.switches);
    return without.kind === "needs" && without.inputs.includes(question.gives);
  });
}
