import { customerKey } from "../directory/customer";
import type { Notice } from "../notice";
import type { QuestionView } from "../question-view";
import type { View } from "../views";
import { askedQuestions } from "./advance";
import { effectiveAnswers } from "./effective-answers";
import type { Intake } from "./intake";
import type { Ground } from "./next-questions";
import type { Profile } from "./profile";
import type { Question } from "./questions";
import { type Filling, viewQuestion, type Wording } from "./question-views";

/** What showing an intake takes. */
export interface IntakeView {
  readonly intake: Intake;
  readonly profile: Profile | null;
  readonly ground: Ground;
  readonly wording: Wording;
  readonly notice?: Notice | undefined;
  /** What was just sent and refused: shown again with its faults, so that nothing typed is lost. */
  readonly refused?: Filling | undefined;
}

/** Shows where an unfinished or cancelled intake stands: a page of questions, one question in words, or Undo. */
export function viewIntake({ intake, profile, ground, wording, notice, refused }: IntakeView): View {
  const said = notice === undefined ? {} : { notice };
  if (intake.state === "cancelled") return { kind: "cancelled", intake, ...said };
  const asked = askedQuestions(intake, profile, ground);
  const errors = Object.fromEntries(
    Object.entries(refused?.errors ?? {}).map(([id, key]) => [id, wording.say(`error.${key ?? "choose"}`)]),
  );
  const values = { ...presets(intake, profile, ground), ...refused?.values };
  const views = asked
    .map((question) => viewQuestion(question, wording, { values, errors }))
    .map((view) => withOrigin(view, intake));
  const first = pickForText(asked, views);
  if (intake.mode === "text" && intake.state === "asking" && first !== undefined) {
    return { kind: "ask", intake, question: first, ...said };
  }
  const page = intake.state === "editing" ? 0 : (asked[0]?.page ?? 1);
  return { kind: "page", intake, profile, page, questions: views, canGoBack: canGoBack(intake), ...said };
}

/** In words the customer is one question, known or new, and the title is the message that began it. */
export function pickForText(
  asked: readonly Question[],
  views: readonly QuestionView[],
): QuestionView | undefined {
  const index = asked.findIndex(({ id }) => id !== "title" && id !== "newCustomer");
  return views[index];
}

/** A value read from the first sentence shows its words, as long as nobody has put another in its place. */
function withOrigin(view: QuestionView, { recognised, trail }: Intake): QuestionView {
  const read = recognised.find(({ field, value }) => field === view.id && value === view.value);
  return read === undefined || trail.flat().includes(view.id) ? view : { ...view, origin: read.words };
}

function canGoBack(intake: Intake): boolean {
  return intake.state === "asking" && intake.trail.length > 0;
}

function presets(intake: Intake, profile: Profile | null, ground: Ground): Filling["values"] {
  const answers = effectiveAnswers(intake, profile, ground.edition, ground.catalogue);
  const relation = intake.customer?.relation;
  return {
    ...(relation === undefined ? {} : { delegatedAdmin: relation === "delegated_admin" ? "yes" : "no" }),
    cloud: profile?.cloud,
    ...answers,
    ...intake.draft,
    title: intake.title,
    product: intake.product ?? intake.draft["product"],
    customer: intake.customer === undefined ? intake.draft["customer"] : customerKey(intake.customer),
  };
}
