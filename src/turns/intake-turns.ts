import { advance, type IntakeInput, type Step } from "../intake/advance";
import type { Intake } from "../intake/intake";
import type { Notice } from "../views";
import { learned, withProfile } from "./learned-profile";
import { planGiveUp, planVerdict } from "./plan-verdict";
import { findOwnRecord, presentIntake, presentState } from "./present";
import { type Plan, type Scene, showing } from "./turn";

type Moved = Extract<Step, { readonly kind: "moved" }>;

/** Whether the dialog still waits for an answer. */
export function isUnfinished(intake: Intake): boolean {
  return intake.state === "asking" || intake.state === "editing";
}

/** A click on an intake's card: only the newest revision counts, every other shows the present state. */
export async function planIntakeClick(
  scene: Scene,
  {
    intakeId,
    revision,
    step,
  }: { readonly intakeId: string; readonly revision: number; readonly step: IntakeInput },
): Promise<Plan> {
  const intake = await findIntake(scene, intakeId);
  if (intake === null) return showing(await presentState(scene, { key: "stale" }));
  if (intake.revision !== revision) {
    // What was typed on an older card is offered again where the same questions are still open.
    const kept = step.kind === "answer" ? { values: step.values, errors: {} } : undefined;
    return showing(await presentIntake(scene, { ...intake, mode: "card" }, { key: "stale" }, kept));
  }
  return planStep(scene, intake, step);
}

/** Opens an unfinished intake again, on this device or another. */
export async function planResume(scene: Scene, intakeId: string | undefined): Promise<Plan> {
  const intake = intakeId === undefined ? scene.context.intake : await findIntake(scene, intakeId);
  if (intake === null || !isUnfinished(intake))
    return showing(await presentState(scene, { key: "nothing_unfinished" }));
  return showing(await presentIntake(scene, { ...intake, mode: "card" }));
}

/** An intake of this person in any chat; null where there is none. */
export async function findIntake(scene: Scene, intakeId: string): Promise<Intake | null> {
  const { context, turn, bench } = scene;
  if (context.intake?.id === intakeId) return context.intake;
  return bench.store.findIntake(turn.key.tenantId, turn.key.userId, intakeId);
}

/** One step of the dialog; a verdict makes or revises the record in the same transaction. */
export async function planStep(scene: Scene, intake: Intake, input: IntakeInput): Promise<Plan> {
  const { bench, context, audience } = scene;
  if (input.kind === "cancel" && intake.state === "asking" && intake.recordNumber !== undefined) {
    const record = await findOwnRecord(scene, intake.recordNumber);
    if (record !== null) return planGiveUp(scene, intake, record);
  }
  const customers = namesCustomer(input) ? await scene.customers() : [];
  const step = advance(intake, input, { ...bench, profile: context.profile, customers, now: audience.now });
  if (step.kind === "unchanged") return showing(await presentIntake(scene, intake, { key: "stale" }));
  if (step.kind === "refused") {
    const notice: Notice = { key: "check_fields" };
    const mode = input.kind === "answer" ? input.mode : intake.mode;
    return showing(
      await presentIntake(scene, { ...intake, mode }, notice, { values: step.values, errors: step.errors }),
    );
  }
  if (step.intake.state !== "done") return planPage(scene, input, step);
  const typed = input.kind === "answer" ? input.values : {};
  return planVerdict(scene, { before: intake, step, typed });
}

function namesCustomer(input: IntakeInput): boolean {
  if (input.kind !== "answer") return false;
  return ["customer", "newCustomer"].some((id) => (input.values[id] ?? "") !== "");
}

function planPage(scene: Scene, input: IntakeInput, step: Moved): Plan {
  const notice: Notice | undefined = input.kind === "undo" ? { key: "undone" } : undefined;
  return {
    change: { intake: step.intake, ...learned(scene, step) },
    show: () => presentIntake(withProfile(scene, step.profile), step.intake, notice),
  };
}
