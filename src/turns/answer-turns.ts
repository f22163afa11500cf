import { advance, askedQuestions } from "../intake/advance";
import { effectiveAnswers } from "../intake/effective-answers";
import type { Intake } from "../intake/intake";
import { nextQuestions } from "../intake/next-questions";
import { viewIntake } from "../intake/view-intake";
import { viewQuestion } from "../intake/question-views";
import { isUnfinished } from "../records/life-cycle";
import { changesSince, collidingChanges, openEdit } from "../records/edit-intake";
import { reviseRecord } from "../records/make-record";
import type { CaseRecord } from "../records/record";
import type { QuestionView } from "../views";
import { type AnswersDecision, notNow } from "./decision";
import { actOf } from "./act-of";
import { findIntake } from "./intake-turns";
import { type Scene, wordingOf } from "./turn";

type Values = Readonly<Record<string, string>>;

/** Where the answers of a record are changed from, and whether it is kept already and goes on asking. */
interface Opened {
  readonly intake: Intake;
  readonly isAsking: boolean;
}

/** The questions this person has still to answer before the record is decided again; none where nothing is open. */
export async function countOpenQuestions(scene: Scene, record: CaseRecord): Promise<number> {
  const { intake, isAsking } = await openAnswers(scene, record);
  return isAsking ? askedQuestions(intake, scene.context.profile, scene.bench).length : 0;
}

/**
 * Every answer of a record at once, for changing them, as far as `values` do not say otherwise; the questions these
 * leave open come with it.
 */
export async function viewAnswers(
  scene: Scene,
  record: CaseRecord,
  values: Values = {},
): Promise<readonly QuestionView[]> {
  const { profile } = scene.context;
  const { bench } = scene;
  const { intake } = await openAnswers(scene, record);
  const customers = await scene.customers();
  const step = advance(
    intake,
    { kind: "answer", values: fillIn(scene, intake, values), mode: "card" },
    { ...bench, profile, customers, now: scene.audience.now },
  );
  const after = step.kind === "moved" ? step.intake : intake;
  const wording = wordingOf(scene, customers);
  const filling = { values, errors: {} };
  const view = viewIntake({
    intake: { ...after, state: "editing", mode: "card" },
    profile,
    ground: bench,
    wording,
    refused: filling,
  });
  const shown = view.kind === "page" ? view.questions : [];
  const next = nextQuestions(after, profile, bench);
  const open = next.kind === "ask" ? next.questions : [];
  const further = open.filter(({ id }) => shown.every((question) => question.id !== id));
  return [...shown, ...further.map((question) => viewQuestion(question, wording, filling))];
}

/**
 * Changes answers of a record and decides it again; what is not given stays. While more would have to be asked
 * nothing happens, and what is missing is said.
 */
export async function decideAnswers(
  scene: Scene,
  record: CaseRecord,
  values: Values,
): Promise<AnswersDecision> {
  if (!isUnfinished(record.state)) return notNow;
  const { bench, context, audience } = scene;
  const { intake: before, isAsking } = await openAnswers(scene, record);
  const customers = await scene.customers();
  const step = advance(
    before,
    { kind: "answer", values: fillIn(scene, before, values), mode: "card" },
    { ...bench, profile: context.profile, customers, now: audience.now },
  );
  if (step.kind === "unchanged") return notNow;
  if (step.kind === "refused") return { kind: "refused", errors: step.errors };
  if (step.standing.kind === "ask")
    return {
      kind: "refused",
      errors: Object.fromEntries(
        step.standing.questions
          .filter(({ gives }) => gives !== undefined)
          .map(({ id }) => [id, (values[id] ?? "") === "" ? "required" : "choose"]),
      ),
    };
  const { verdict, answers } = step.standing;
  const revised = reviseRecord(record, { intake: step.intake, verdict, answers }, actOf(scene));
  if (revised.kind === "refused") return { kind: "denied", notice: { key: "check_fields" } };
  const { profile } = step;
  const kept = {
    // An edit that was never kept needs no keeping: the next one begins with what the record says.
    ...(isAsking ? { intake: step.intake } : {}),
    ...(profile === null || profile === context.profile ? {} : { profile }),
  };
  if (revised.history.length === 0) return { kind: "kept", change: kept, notice: { key: "nothing_changed" } };
  const { record: updateRecord, history } = revised;
  return { kind: "changed", change: { ...kept, updateRecord, history }, notice: { key: "answers_changed" } };
}

/** What this person was asked further and has not answered; else all answers as the record has them. */
async function openAnswers(scene: Scene, record: CaseRecord): Promise<Opened> {
  const { audience, bench, context, turn } = scene;
  const own = await findIntake(scene, record.intakeId);
  const asking = [own, context.intake].find(
    (intake) => intake?.state === "asking" && intake.recordNumber === record.number,
  );
  if (asking !== null && asking !== undefined) {
    const history = await bench.store.readHistory(turn.key.tenantId, record.number);
    const since = changesSince(history, asking.baseRevision ?? record.revision);
    if (collidingChanges(since).length === 0) return { intake: asking, isAsking: true };
  }
  return { intake: openEdit(record, own, { id: bench.newId(), now: audience.now }), isAsking: false };
}

/** A page as a card would send it: with the answers that stand where nothing else is given. */
function fillIn({ bench, context }: Scene, intake: Intake, values: Values): Values {
  const known = effectiveAnswers(intake, context.profile, bench.edition, bench.catalogue);
  const standing = askedQuestions(intake, context.profile, bench).flatMap(({ id, gives }) => {
    const value = id === "product" ? intake.product : gives === undefined ? undefined : known[gives];
    return value === undefined ? [] : [[id, value] as const];
  });
  return { ...Object.fromEntries(standing), ...values };
}
