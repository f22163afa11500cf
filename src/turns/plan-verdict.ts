import type { Step } from "../intake/advance";
import type { Intake } from "../intake/intake";
import { changesSince, closeEdit, collidingChanges, rebaseEdit } from "../records/edit-intake";
import { isUnfinished as isOpen } from "../records/life-cycle";
import { type Decision, makeRecord, reviseRecord } from "../records/make-record";
import type { CaseRecord, HistoryEntry } from "../records/record";
import { actOf } from "./act-of";
import { learned, withProfile } from "./learned-profile";
import { findOwnRecord, presentIntake, presentRecord, presentState } from "./present";
import { type Plan, type Scene, showing } from "./turn";

type Moved = Extract<Step, { readonly kind: "moved" }>;

/** A step that has ended the dialog: `typed` is what was on the card, for the case that it has to be asked anew. */
interface Ending {
  readonly before: Intake;
  readonly step: Moved;
  readonly typed: Readonly<Record<string, string>>;
}

/** Makes the record of a dialog that has come to its verdict, or revises it where it was opened again to be edited. */
export async function planVerdict(scene: Scene, ending: Ending): Promise<Plan> {
  const { before, step } = ending;
  const { intake, standing } = step;
  const record = intake.recordNumber === undefined ? null : await findOwnRecord(scene, intake.recordNumber);
  // An edit that was given up: the record stays as it is.
  if (standing.kind !== "verdict" || (record !== null && isGivenUp(before, step))) {
    const present = withProfile(scene, step.profile);
    return { change: { intake }, show: () => presentIntake(present, intake) };
  }
  const decision = { intake, verdict: standing.verdict, answers: standing.answers };
  return record === null
    ? planNewRecord(scene, step, decision)
    : planRevision(scene, ending, record, decision);
}

/** An edit given up after it had led to further questions. */
export function planGiveUp(scene: Scene, intake: Intake, record: CaseRecord): Plan {
  const restored = closeEdit(record, intake, scene.audience.now);
  return { change: { intake: restored }, show: () => presentIntake(scene, restored) };
}

function planNewRecord(scene: Scene, step: Moved, decision: Decision): Plan {
  const made = makeRecord(decision, actOf(scene));
  const present = withProfile(scene, step.profile);
  return {
    change: {
      intake: step.intake,
      ...learned(scene, step),
      createRecord: made.record,
      history: made.history,
    },
    show: (saved) => (saved === null ? presentState(scene) : presentRecord(present, saved)),
  };
}

async function planRevision(
  scene: Scene,
  { before, step, typed }: Ending,
  record: CaseRecord,
  decision: Decision,
): Promise<Plan> {
  const present = withProfile(scene, step.profile);
  // The edit was opened before the case was settled; the record stays as it is.
  if (!isOpen(record.state)) {
    const given = planGiveUp(scene, before, record);
    return { ...given, show: () => presentRecord(scene, record, { key: "not_allowed_now" }) };
  }
  const changes = await findCollision(scene, before, record);
  if (changes.length > 0) {
    const rebased = rebaseEdit(record, before, typed, scene.audience.now);
    const show = () => presentIntake(present, rebased, { key: "changed_meanwhile" }, undefined, changes);
    return { change: { intake: rebased }, show };
  }
  const revised = reviseRecord(record, decision, actOf(scene));
  if (revised.kind === "refused") return showing(await presentRecord(scene, record, { key: "check_fields" }));
  const kept = { intake: step.intake, ...learned(scene, step) };
  if (revised.history.length === 0)
    return { change: kept, show: () => presentRecord(present, record, { key: "nothing_changed" }) };
  return {
    change: {
      ...kept,
      updateRecord: revised.record,
      history: revised.history,
    },
    show: (saved) => presentRecord(present, saved ?? revised.record, { key: "answers_changed" }),
  };
}

/** What somebody else changed about the matter since this edit was opened. */
async function findCollision(
  scene: Scene,
  { baseRevision }: Intake,
  record: CaseRecord,
): Promise<readonly HistoryEntry[]> {
  if (baseRevision === undefined || baseRevision === record.revision) return [];
  const history = await scene.bench.store.readHistory(scene.turn.key.tenantId, record.number);
  return collidingChanges(changesSince(history, baseRevision));
}

/** Cancelling an edit leaves all answers as they were. */
function isGivenUp(before: Intake, step: Moved): boolean {
  return before.state === "editing" && step.intake.answers === before.answers;
}
