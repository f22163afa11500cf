import { describeInput } from "../intake/question-views";
import { changesSince, openEdit } from "../records/edit-intake";
import { isUnfinished, nextStates } from "../records/life-cycle";
import type { CaseRecord } from "../records/record";
import { severityChoices, workaroundChoice } from "../records/severity";
import type { Option, QuestionView, RecordForm, View } from "../views";
import { closingReasons } from "../vocabulary";
import type { Say } from "../locales/texts";
import { allowedForms, decideForm } from "./decide-form";
import { viewEvidenceForm } from "./evidence-form";
import { findIntake } from "./intake-turns";
import { knownPeople } from "./known-people";
import { actionOf, refusalOf } from "./may-do";
import { carryOut, findOwnRecord, presentIntake, presentRecord, presentState } from "./present";
import { type Plan, type Scene, showing, wordingOf } from "./turn";

const pageSize = 5;

type FormView = Extract<View, { readonly kind: "form" }>;

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

/** The live card of a record of this person. Whoever asked for one that is none is not shown another in its place. */
export async function planRecord(scene: Scene, number: number): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing({ kind: "message", notice: { key: "record_unknown" } });
  return showing(await presentRecord(scene, record));
}

/** The case as a file, for its owner alone; the content is made when it is sent. */
export async function planRecordFile(scene: Scene, number: number): Promise<Plan> {
  const { tenantId } = scene.turn.key;
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing({ kind: "message", notice: { key: "record_unknown" } });
  const [history, files] = await Promise.all([
    scene.bench.store.readHistory(tenantId, number),
    scene.bench.store.listFiles(tenantId, number),
  ]);
  return showing({ kind: "file_offer", record, history, files });
}

/** Opens the answers of a record for changing. */
export async function planEditRecord(scene: Scene, number: number, revision: number): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  if (record.revision !== revision) return showing(await presentRecord(scene, record, { key: "stale" }));
  if (!isUnfinished(record.state))
    return showing(await presentRecord(scene, record, { key: "not_allowed_now" }));
  const own = await findIntake(scene, record.intakeId);
  const intake = openEdit(record, own, { id: scene.bench.newId(), now: scene.audience.now });
  return { change: { intake }, show: () => presentIntake(scene, intake) };
}

/** Everything that can be done with a record. */
export async function planRecordMenu(scene: Scene, number: number): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  const { channel, key } = scene.turn;
  const { tenantId } = key;
  const chat =
    channel === undefined
      ? null
      : await scene.bench.store.personalConversation(tenantId, record.requester.id);
  const team = channel === undefined ? undefined : { tenantId, address: chat?.address ?? null };
  return showing({ kind: "menu", record, ...(team === undefined ? {} : { team }) });
}

/** A small form on a record: Microsoft's case number, the state, or a note. */
export async function planRecordForm(
  scene: Scene,
  number: number,
  form: RecordForm,
  values: Values = {},
): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  if (!allowedForms(record).includes(form))
    return showing(await presentRecord(scene, record, { key: "not_allowed_now" }));
  const refusal = await refusalOf(scene, record, actionOf(record, form, values["newState"]));
  if (refusal !== undefined) return showing(await presentRecord(scene, record, refusal));
  return showing(await viewForm(scene, record, form, values, {}));
}

/** The hand-over of a record; looking at it changes nothing. */
export async function planHandOver(
  scene: Scene,
  {
    record: number,
    ...choice
  }: Omit<Extract<View, { kind: "hand_over" }>, "kind" | "record" | "notice"> & {
    readonly record: number;
  },
): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  const { part, updateLanguage, tone } = choice;
  const files = await scene.bench.store.listFiles(scene.turn.key.tenantId, record.number);
  return showing({ kind: "hand_over", record, part, updateLanguage, tone, files });
}

/** The hand-over of the newest case somebody still works on, else of the newest. */
export async function planNewestHandOver(scene: Scene): Promise<Plan> {
  const { tenantId, userId } = scene.turn.key;
  const page = await scene.bench.store.listRecords({ tenantId, requesterId: userId, offset: 0, limit: 1 });
  const [record] = page.records;
  if (record === undefined) return showing(await presentState(scene, { key: "no_case_yet" }));
  return planHandOver(scene, { record: record.number, part: "case", updateLanguage: null, tone: null });
}

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
  if (!allowedForms(record).includes(form))
    return showing(await presentRecord(scene, record, { key: "not_allowed_now" }));
  if (record.revision !== recordRevision) return planOvertaken(scene, record, recordRevision, form, values);
  const decision = await decideForm(scene, record, form, values);
  if (decision.kind === "denied") return showing(await presentRecord(scene, record, decision.notice));
  if (decision.kind === "refused")
    return showing(await viewForm(scene, record, form, values, decision.errors));
  if (decision.kind === "kept")
    return { change: decision.change, show: () => presentRecord(scene, record, decision.notice) };
  return carryOut(scene, decision);
}

/**
 * Somebody was faster: nothing happens, what was typed stays in the form, and what changed is shown above it. A form
 * this very person has sent already, by a second click, shows the case.
 */
async function planOvertaken(
  scene: Scene,
  record: CaseRecord,
  seen: number,
  form: RecordForm,
  values: Values,
): Promise<Plan> {
  const history = await scene.bench.store.readHistory(scene.turn.key.tenantId, record.number);
  const changes = changesSince(history, seen);
  if (changes.every(({ by }) => by.id === scene.turn.person.id))
    return showing(await presentRecord(scene, record, { key: "stale" }));
  const view = await viewForm(scene, record, form, values, {});
  return showing({ ...view, changes, notice: { key: "changed_meanwhile" } });
}

/** A form with what was typed and what was wrong with it. */
export async function viewForm(
  scene: Scene,
  record: CaseRecord,
  form: RecordForm,
  values: Values,
  errors: Values,
): Promise<FormView> {
  if (form === "evidence") return viewEvidenceForm(scene, record, values, errors);
  const people = form === "owner" ? await knownPeople(scene, record) : [];
  const choices = people.map(({ id, name }) => ({ value: id, title: name }));
  const questions = inputsOf(form).map((id) => viewInput(scene, record, form, id, values, errors, choices));
  return { kind: "form", form, record, questions };
}

function inputsOf(form: RecordForm): readonly string[] {
  if (form === "file") return ["caseNumber", "filedDate", "filedTime"];
  if (form === "severity") return ["newSeverity", "reason"];
  if (form === "owner") return ["newOwner"];
  return form === "state" ? ["newState", "closingReason", "note"] : ["note"];
}

const kinds: Readonly<Record<string, QuestionView["kind"]>> = {
  caseNumber: "text",
  filedDate: "date",
  filedTime: "time",
  note: "longText",
  reason: "longText",
};
const required: readonly string[] = ["caseNumber", "newState", "newSeverity", "reason", "newOwner"];

function viewInput(
  scene: Scene,
  record: CaseRecord,
  form: RecordForm,
  id: string,
  values: Values,
  errors: Values,
  people: readonly Option[],
): QuestionView {
  const wording = wordingOf(scene, []);
  return describeInput(id, wording, {
    kind: kinds[id] ?? "choice",
    options: id === "newOwner" ? people : optionsOf(id, record, wording.say),
    value: values[id] ?? presetOf(id, record),
    required: required.includes(id) || (id === "note" && form === "note"),
    error: errors[id] === undefined ? "" : wording.say(`error.${errors[id]}`),
  });
}

function optionsOf(id: string, record: CaseRecord, say: Say): readonly Option[] {
  if (id === "newState")
    return nextStates(record.state).map((value) => ({ value, title: say(`state.${value}`) }));
  if (id === "closingReason")
    return closingReasons.map((value) => ({ value, title: say(`closingReason.${value}`) }));
  if (id === "newSeverity")
    return severityChoices(record).map((value) => ({ value, title: say(`severity.${value}`) }));
  return [];
}

function presetOf(id: string, record: CaseRecord): string {
  if (id === "caseNumber") return record.microsoftCase?.number ?? "";
  return id === "newSeverity" ? (workaroundChoice(record) ?? "") : "";
}
