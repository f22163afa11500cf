import { describeInput } from "../intake/question-views";
import { addNote, changeState, type Change, fileCase } from "../records/change-record";
import { isUnfinished, nextStates } from "../records/life-cycle";
import type { CaseRecord } from "../records/record";
import type { NoticeKey, QuestionView, RecordForm, View } from "../views";
import { closingReasons } from "../vocabulary";
import { actOf, findIntake, planStep } from "./intake-turns";
import { findOwnRecord, presentRecord, presentState } from "./present";
import { type Plan, type Scene, showing, wordingOf } from "./turn";

const pageSize = 5;

type Values = Readonly<Record<string, string>>;

/** The person's records, unfinished ones first. */
export async function planCases(scene: Scene, offset: number): Promise<Plan> {
  const { tenantId, userId } = scene.turn.key;
  const page = await scene.bench.store.listRecords({
    tenantId,
    requesterId: userId,
    offset,
    limit: pageSize,
  });
  return showing({ kind: "cases", ...page, offset });
}

/** The live card of a record of this person. */
export async function planRecord(scene: Scene, number: number): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  return showing(await presentRecord(scene, record));
}

/** Opens the answers of a record for changing. */
export async function planEditRecord(scene: Scene, number: number, revision: number): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  if (record.revision !== revision) return showing(await presentRecord(scene, record, { key: "stale" }));
  const intake = await findIntake(scene, record.intakeId);
  if (intake === null || !isUnfinished(record.state))
    return showing(await presentRecord(scene, record, { key: "not_allowed_now" }));
  return planStep(scene, intake, { kind: "edit" });
}

/** A small form on a record: Microsoft's case number, the state, or a note. */
export async function planRecordForm(scene: Scene, number: number, form: RecordForm): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  if (!allowedForms(record).includes(form))
    return showing(await presentRecord(scene, record, { key: "not_allowed_now" }));
  return showing(viewForm(scene, record, form, {}, {}));
}

/** A case number belongs to an unfinished case that goes to Microsoft; a hidden button alone would forbid nothing. */
function allowedForms({ state, verdict }: CaseRecord): readonly RecordForm[] {
  const canFile = isUnfinished(state) && verdict.escalateTo === "microsoft";
  return canFile ? ["file", "state", "note"] : ["state", "note"];
}

const changes: Readonly<Record<RecordForm, typeof fileCase>> = {
  file: fileCase,
  state: changeState,
  note: addNote,
};
const said: Readonly<Record<RecordForm, NoticeKey>> = {
  file: "filed",
  state: "state_changed",
  note: "note_added",
};

/** Takes in a form; a record somebody changed meanwhile is shown as it is now, and nothing happens. */
export async function planRecordChange(
  scene: Scene,
  {
    record: number,
    recordRevision,
    form,
    values,
  }: {
    readonly record: number;
    readonly recordRevision: number;
    readonly form: RecordForm;
    readonly values: Values;
  },
): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  if (record.revision !== recordRevision)
    return showing(await presentRecord(scene, record, { key: "stale" }));
  if (!allowedForms(record).includes(form))
    return showing(await presentRecord(scene, record, { key: "not_allowed_now" }));
  const change: Change = changes[form](record, values, actOf(scene));
  if (change.kind === "refused") return showing(viewForm(scene, record, form, values, change.errors));
  return {
    change: { updateRecord: change.record, history: change.history },
    show: (saved) => presentRecord(scene, saved ?? change.record, { key: said[form] }),
  };
}

function viewForm(scene: Scene, record: CaseRecord, form: RecordForm, values: Values, errors: Values): View {
  const questions = inputsOf(form).map((id) => viewInput(scene, record, form, id, values, errors));
  return { kind: "form", form, record, questions };
}

function inputsOf(form: RecordForm): readonly string[] {
  if (form === "file") return ["caseNumber", "filedDate", "filedTime"];
  return form === "state" ? ["newState", "closingReason", "note"] : ["note"];
}

const kinds: Readonly<Record<string, QuestionView["kind"]>> = {
  caseNumber: "text",
  filedDate: "date",
  filedTime: "time",
  note: "longText",
};
const required: readonly string[] = ["caseNumber", "newState"];

function viewInput(
  scene: Scene,
  record: CaseRecord,
  form: RecordForm,
  id: string,
  values: Values,
  errors: Values,
): QuestionView {
  const wording = wordingOf(scene, []);
  const options =
    id === "newState"
      ? nextStates(record.state).map((value) => ({ value, title: wording.say(`state.${value}`) }))
      : id === "closingReason"
        ? closingReasons.map((value) => ({ value, title: wording.say(`closingReason.${value}`) }))
        : [];
  return describeInput(id, wording, {
    kind: kinds[id] ?? "choice",
    options,
    value: values[id] ?? (id === "caseNumber" ? (record.microsoftCase?.number ?? "") : ""),
    required: required.includes(id) || (id === "note" && form === "note"),
    error: errors[id] === undefined ? "" : wording.say(`error.${errors[id]}`),
  });
}
