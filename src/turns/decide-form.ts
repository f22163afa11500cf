import { changeEvidence } from "../evidence/change-evidence";
import { addNote, changeState, type Change, fileCase } from "../records/change-record";
import { isUnfinished } from "../records/life-cycle";
import { handOverCase } from "../records/own-case";
import type { CaseRecord } from "../records/record";
import { changeSeverity, severityChoices } from "../records/severity";
import type { NoticeKey, RecordForm } from "../views";
import { type AnswersDecision, notNow } from "./decision";
import { rememberContact } from "./evidence-form";
import { actOf } from "./act-of";
import { knownPeople } from "./known-people";
import { actionOf, refusalOf } from "./may-do";
import type { Scene } from "./turn";

type Values = Readonly<Record<string, string>>;

const changes: Readonly<Record<Exclude<RecordForm, "owner">, typeof fileCase>> = {
  file: fileCase,
  state: changeState,
  note: addNote,
  severity: changeSeverity,
  evidence: changeEvidence,
};
const said: Readonly<Record<RecordForm, NoticeKey>> = {
  file: "filed",
  state: "state_changed",
  note: "note_added",
  severity: "severity_changed",
  evidence: "evidence_saved",
  owner: "team_handed_over",
};

/** A case number belongs to an unfinished case that goes to Microsoft; a hidden button alone would forbid nothing. */
export function allowedForms(record: CaseRecord): readonly RecordForm[] {
  const isOpen = isUnfinished(record.state);
  const canFile = isOpen && record.verdict.escalateTo === "microsoft";
  const canClassify = isOpen && severityChoices(record).length > 0;
  return [
    ...(canFile ? (["file"] as const) : []),
    "state",
    "note",
    ...(isOpen ? (["evidence"] as const) : []),
    ...(canClassify ? (["severity"] as const) : []),
    ...(isOpen ? (["owner"] as const) : []),
  ];
}

/** Takes in what was given in a form of a case; `record` is the case as the person has seen it. */
export async function decideForm(
  scene: Scene,
  record: CaseRecord,
  form: RecordForm,
  values: Values,
): Promise<AnswersDecision> {
  if (!allowedForms(record).includes(form)) return notNow;
  const refusal = await refusalOf(scene, record, actionOf(record, form, values["newState"]));
  if (refusal !== undefined) return { kind: "denied", notice: refusal };
  const change =
    form === "owner" ? await handOver(scene, record, values) : changes[form](record, values, actOf(scene));
  if (change.kind === "refused") return change;
  const { record: updateRecord, history } = change;
  const profile = form === "evidence" ? rememberContact(scene, updateRecord) : null;
  const learned = profile === null ? {} : { profile };
  if (history.length === 0) return { kind: "kept", change: learned, notice: { key: "nothing_changed" } };
  return {
    kind: "changed",
    change: { updateRecord, history, ...learned },
    notice: { key: said[form] },
  };
}

/** Gives a case to somebody the tenant's teams know; anybody else is refused like a word that was never offered. */
async function handOver(scene: Scene, record: CaseRecord, values: Values): Promise<Change> {
  const people = await knownPeople(scene, record);
  const owner = people.find(({ id }) => id === values["newOwner"]);
  if (owner === undefined) return { kind: "refused", errors: { newOwner: "choose" } };
  return handOverCase(record, owner, actOf(scene));
}
