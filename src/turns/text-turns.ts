import type { Intake } from "../intake/intake";
import { type CommandId, isBareReply, readCommand } from "../intake/read-command";
import { isUnfinished as isOpen } from "../records/life-cycle";
import { formatRecordNumber } from "../records/record";
import { isUnfinished, planResume, planStep } from "./intake-turns";
import { planStart } from "./start-turns";
import { planForget, planForgetNow } from "./forget-turns";
import { planLanguage, planProfile } from "./profile-turns";
import { planCases, planNewestHandOver, planRecord, planRecordFile } from "./record-turns";
import { findOwnRecord, presentIntake, presentState } from "./present";
import { planReport } from "./report-turns";
import { planRoutes, planSetUp } from "./route-turns";
import { planSubject } from "./subject-turns";
import { planNewestSteps } from "./step-turns";
import { type Plan, type Scene, showing } from "./turn";
import { notUnderstood, openQuestion, planTypedAnswer } from "./typed-answer";

/** Typed text: a command in any of the three languages, an answer to the open question, or a new problem. */
export async function planText(scene: Scene, text: string): Promise<Plan> {
  const read = readCommand(text);
  if (read.kind === "record") return planRecord(scene, read.number);
  if (read.kind === "record_file") return planRecordFile(scene, read.number);
  if (read.kind === "subject") return planSubject(scene, read.subject);
  if (read.kind === "routes") return planRoutes(scene, read.number);
  if (read.kind === "language") return planLanguage(scene, read.language);
  if (read.kind === "command")
    return read.command === "accept" ? planAccept(scene, text.trim()) : planCommand(scene, read.command);
  const { intake } = scene.context;
  if (read.text === "") return planGreeting(scene);
  if (intake === null || !isUnfinished(intake))
    return isBareReply(read.text) ? planBareReply(scene) : planStart(scene, read.text, true);
  return planTypedAnswer(scene, intake, read.text);
}

/** Takes the value that was read from the first message for the open question; without one it is an answer in words. */
async function planAccept(scene: Scene, text: string): Promise<Plan> {
  const { intake } = scene.context;
  if (intake === null || !isUnfinished(intake)) return planBareReply(scene);
  const view = await presentIntake(scene, { ...intake, mode: "text" });
  const proposed = view.kind === "ask" && view.question.origin !== undefined ? view.question : null;
  if (proposed === null) return planTypedAnswer(scene, intake, text);
  const values = { [proposed.id]: proposed.value };
  return planStep(scene, intake, { kind: "answer", values, mode: "text" });
}

/** Nothing is asked: says what can be done with the case that was decided last; without one it is a greeting. */
async function planBareReply(scene: Scene): Promise<Plan> {
  const { intake } = scene.context;
  const record = intake?.state === "done" ? await findOwnRecord(scene, intake.recordNumber ?? 0) : null;
  if (record === null) return planGreeting(scene);
  const key = isOpen(record.state) ? "case_kept" : "case_settled";
  const values = { number: formatRecordNumber(record.number) };
  return showing({ kind: "message", notice: { key, values } });
}

async function planCommand(scene: Scene, command: Exclude<CommandId, "accept">): Promise<Plan> {
  const { intake } = scene.context;
  switch (command) {
    case "greeting":
      return planGreeting(scene);
    case "help":
      return showing({ kind: "help" });
    case "cases":
      return planCases(scene, 0);
    case "steps":
      return planNewestSteps(scene);
    case "hand_over":
      return planNewestHandOver(scene);
    case "report":
      return planReport(scene, {});
    case "profile":
      return planProfile(scene);
    case "set_up":
      return planSetUp(scene);
    case "self_test":
      return showing({ kind: "self_test", findings: null });
    case "forget_me":
      return planForget(scene);
    case "forget_me_now":
      return planForgetNow(scene);
    case "new":
      return planStart(scene, "", false);
    case "resume":
      return planResume(scene, undefined);
    case "card":
      return planResume(scene, undefined);
    case "undo":
      if (intake?.state !== "cancelled")
        return showing(await presentState(scene, { key: "nothing_to_undo" }));
      return planStep(scene, intake, { kind: "undo" });
    case "cancel":
    case "back":
    case "skip":
      if (intake === null || !isUnfinished(intake)) {
        return showing(await presentState(scene, { key: "nothing_unfinished" }));
      }
      return command === "skip" ? planSkip(scene, intake) : planStep(scene, intake, { kind: command });
  }
}

/** The first greeting is answered with the whole welcome, later ones briefly; an open case is offered again. */
export function planGreeting(scene: Scene): Plan {
  const { intake, profile } = scene.context;
  if (intake !== null && isUnfinished(intake)) return showing({ kind: "resume", intake });
  if (profile?.welcomed === true) return showing({ kind: "greeting" });
  const updatedAt = scene.audience.now;
  const base = profile ?? { schema: 1, revision: 0, updatedAt };
  return {
    change: { profile: { ...base, schema: 1, revision: base.revision + 1, welcomed: true, updatedAt } },
    show: () => ({ kind: "welcome" }),
  };
}

/** Only what serves the hand-over may be left out. */
async function planSkip(scene: Scene, intake: Intake): Promise<Plan> {
  const question = await openQuestion(scene, intake);
  if (question === undefined || question.required) return notUnderstood(scene, intake);
  return planStep(scene, intake, { kind: "answer", values: { [question.id]: "" }, mode: "text" });
}
