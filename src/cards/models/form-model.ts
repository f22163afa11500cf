import { languages } from "../../vocabulary";
import type { QuestionView, RecordForm, View } from "../../views";
import { type CardModel, execute, type ExecuteAction, frameCard, inRows } from "../card-model";
import type { Scene } from "../card-kit";
import { headingOf, summarise } from "../headings";
import { run, subtle, type TextRun } from "../text-runs";
import { sayOthersChanges } from "./change-lines";
import { drawInputs, type InputModel } from "./input-model";
import { drawLeads, type LeadModel } from "./lead-model";
import { drawRecordLeads } from "./record-leads";

type ViewOf<Kind extends View["kind"]> = Extract<View, { kind: Kind }>;

/** A card that asks for something beside the dialog: a record's form, the profile, the language. */
export interface FormModel extends CardModel {
  readonly leads: readonly LeadModel[];
  readonly inputs: readonly InputModel[];
}

const verbs: Readonly<Record<RecordForm, string>> = {
  file: "record/file",
  state: "record/state",
  note: "record/note",
  severity: "record/severity",
  evidence: "record/evidence",
  owner: "case/hand_over",
};

/** The form of one thing that is changed about a case: number, state, note, evidence, severity or owner. */
export function buildRecordForm(scene: Scene, view: ViewOf<"form">): FormModel {
  const { form, record } = view;
  const target = { record: record.number, recordRevision: record.revision };
  const save = execute(scene.say(`card.action.save_${form}`), verbs[form], target, {
    primary: true,
    withInputs: true,
  });
  const back = execute(scene.say("card.action.to_case"), "record/show", { record: record.number });
  const leads = [
    ...drawRecordLeads(scene, record),
    ...(form === "evidence" ? [[run(scene.say("evidence.lead"), subtle)]] : []),
  ];
  return buildForm(scene, view, leads, questionsOf(view), [save, back]);
}

/** A note is the whole answer of its form: there it has to be given. */
function questionsOf({ form, questions }: ViewOf<"form">): readonly QuestionView[] {
  return form === "note" ? questions.map((question) => ({ ...question, required: true })) : questions;
}

/** The profile: what is asked once and then filled in on every case. */
export function buildProfile(scene: Scene, view: ViewOf<"profile">): FormModel {
  const { say } = scene;
  const target = { profileRevision: view.profile?.revision ?? 0 };
  const save = execute(say("card.action.save_profile"), "profile/save", target, {
    primary: true,
    withInputs: true,
  });
  const start = execute(say("card.action.start"), "intake/start");
  return buildForm(scene, view, [[run(say("card.profile.lead"))]], view.questions, [save, start]);
}

/** The choice of the language in which the bot speaks. */
export function buildLanguage(scene: Scene, view: ViewOf<"language">): FormModel {
  const { say } = scene;
  const question: QuestionView = {
    id: "uiLanguage",
    kind: "choice",
    label: say("question.uiLanguage.label"),
    hint: "",
    placeholder: "",
    options: languages.map((language) => ({ value: language, title: say(`value.uiLanguage.${language}`) })),
    value: view.current,
    required: true,
    errorMessage: say("question.uiLanguage.required"),
    error: "",
  };
  const use = execute(
    say("card.action.use_language"),
    "language/save",
    {},
    { primary: true, withInputs: true },
  );
  return buildForm(scene, view, [[run(say("card.language.lead"))]], [question], [use]);
}

function buildForm(
  scene: Scene,
  view: ViewOf<"form" | "profile" | "language">,
  leads: readonly (readonly TextRun[])[],
  questions: readonly QuestionView[],
  actions: readonly ExecuteAction[],
): FormModel {
  const frame = frameCard(scene, {
    heading: headingOf(scene, view),
    summary: summarise(scene, view),
    notice: view.notice,
    lines: sayOthersChanges(scene, view.kind === "form" ? view.changes : []),
    actionRows: inRows(actions),
  });
  return {
    ...frame,
    leads: drawLeads(frame, leads),
    inputs: drawInputs(scene, questions),
  };
}
