import { listFirstSteps } from "../first-steps/list-first-steps";
import { tickSteps, type Ticking } from "../first-steps/tick-steps";
import type { Intake } from "../intake/intake";
import { nextQuestions } from "../intake/next-questions";
import { changed, entry } from "../records/change-record";
import { openEdit } from "../records/edit-intake";
import { isUnfinished } from "../records/life-cycle";
import { reviseRecord } from "../records/make-record";
import type { CaseRecord, HistoryEntry } from "../records/record";
import type { NoticeKey } from "../views";
import { type AnswersDecision, notNow } from "./decision";
import { actOf } from "./act-of";
import { findIntake } from "./intake-turns";
import { carryOut, findOwnRecord, presentIntake, presentRecord, presentState } from "./present";
import { type Plan, type Scene, showing } from "./turn";

interface SavedSteps {
  readonly record: number;
  readonly recordRevision: number;
  readonly values: Readonly<Record<string, string>>;
}

/** The card of the person's newest unfinished case, where its first steps are ticked. */
export async function planNewestSteps(scene: Scene): Promise<Plan> {
  const { tenantId, userId } = scene.turn.key;
  const { records } = await scene.bench.store.listRecords({
    tenantId,
    requesterId: userId,
    offset: 0,
    limit: 1,
  });
  const [newest] = records;
  if (newest === undefined || !isUnfinished(newest.state))
    return showing(await presentState(scene, { key: "no_open_case" }));
  return showing(await presentRecord(scene, newest));
}

/**
 * Saves the checklist of a record and decides again from what it now says: a new verdict revises the record, and where
 * more has to be asked the dialog goes on for the same record, with the ticks kept whatever becomes of it.
 */
export async function planSteps(
  scene: Scene,
  { record: number, recordRevision, values }: SavedSteps,
): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  if (record.revision !== recordRevision)
    return showing(await presentRecord(scene, record, { key: "stale" }));
  const decision = await decideSteps(scene, record, values);
  if (decision.kind === "changed") return carryOut(scene, decision);
  if (decision.kind === "refused")
    return showing(await presentRecord(scene, record, { key: "check_fields" }));
  if (decision.kind === "denied") return showing(await presentRecord(scene, record, decision.notice));
  const { intake } = decision.change;
  if (intake === undefined) return { show: () => presentRecord(scene, record, decision.notice) };
  return { change: decision.change, show: () => presentIntake(scene, intake, decision.notice) };
}

/** Takes in a checklist by the inputs of its card, and decides the case again from what it now says. */
export async function decideSteps(
  scene: Scene,
  record: CaseRecord,
  values: SavedSteps["values"],
): Promise<AnswersDecision> {
  if (!isUnfinished(record.state) || listFirstSteps(record).length === 0) return notNow;
  const own = await findIntake(scene, record.intakeId);
  const ticking = tickSteps(record, values);
  return decideAgain(scene, record, answerBySteps(scene, own, record, ticking), ticking);
}

/** The intake with what the ticks say. An edit that was begun and left is given up for it. */
function answerBySteps(scene: Scene, own: Intake | null, record: CaseRecord, { answers }: Ticking): Intake {
  const opened = openEdit(record, own, { id: scene.bench.newId(), now: scene.audience.now });
  return { ...opened, state: "done", answers: { ...opened.answers, ...answers } };
}

function decideAgain(scene: Scene, record: CaseRecord, intake: Intake, ticking: Ticking): AnswersDecision {
  const standing = nextQuestions(intake, scene.context.profile, scene.bench);
  if (standing.kind === "ask") return askMore(scene, record, { ...intake, state: "asking" }, ticking);
  const { verdict, answers } = standing;
  const ticked = { ...record, stepsDone: [...ticking.stepsDone] };
  const revised = reviseRecord(ticked, { intake, verdict, answers }, actOf(scene));
  if (revised.kind === "refused") return { kind: "denied", notice: { key: "check_fields" } };
  const history = [...sayTicks(scene, ticking), ...revised.history];
  if (history.length === 0) return { kind: "kept", change: {}, notice: { key: "nothing_changed" } };
  const key: NoticeKey = verdict.row === record.verdict.row ? "steps_saved" : "answers_changed";
  return { kind: "changed", change: { intake, updateRecord: revised.record, history }, notice: { key } };
}

/** The verdict of the record stands until the questions are answered; what was ticked is kept at once. */
function askMore(scene: Scene, record: CaseRecord, intake: Intake, ticking: Ticking): AnswersDecision {
  const lines = sayTicks(scene, ticking);
  const next = changed(record, { stepsDone: [...ticking.stepsDone] }, actOf(scene), lines);
  const kept = next.kind === "changed" && lines.length > 0;
  return {
    kind: "kept",
    change: { intake, ...(kept ? { updateRecord: next.record, history: lines } : {}) },
    notice: { key: "steps_saved" },
  };
}

function sayTicks(scene: Scene, { changed: ticks }: Ticking): readonly HistoryEntry[] {
  const act = actOf(scene);
  return ticks.map(({ id, done }) => entry(act, "firstStep", done ? null : id, done ? id : null));
}
