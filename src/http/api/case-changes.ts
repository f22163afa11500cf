import type { z } from "zod";
import { listEvidenceInputs } from "../../evidence/evidence-inputs";
import { firstStepIds, listFirstSteps } from "../../first-steps/list-first-steps";
import { inputOf } from "../../first-steps/tick-steps";
import { linkKinds } from "../../records/link-records";
import { type CaseRecord, parseRecordNumber } from "../../records/record";
import { decideAnswers } from "../../turns/answer-turns";
import { decideForm } from "../../turns/decide-form";
import type { AnswersDecision, Decision } from "../../turns/decision";
import { decideSteps } from "../../turns/step-turns";
import { decideLink } from "../../turns/similar-turns";
import { decideSend, decideTake } from "../../turns/team-turns";
import type { Scene } from "../../turns/turn";
import type { RecordForm } from "../../views";
import { isOneOf } from "../../vocabulary";
import {
  NewAnswers,
  NewEvidence,
  NewFirstSteps,
  NewLink,
  NewNote,
  NewOwner,
  NewSeverity,
  NewState,
  NewMicrosoftCase,
  Nothing,
} from "./wire";

/** What was sent, by field; all of it text. */
export type Values = Readonly<Record<string, string>>;

/** What a change takes, and what decides it: the same as for a card. */
export interface CaseChange {
  readonly body: z.ZodObject;
  readonly decide: (scene: Scene, record: CaseRecord, values: Values) => Promise<AnswersDecision>;
  /** The card's input ids for fields that are called otherwise here. */
  readonly inputs: Values;
  /** The field a refusal of the whole is told of. */
  readonly field: string;
}

function byForm(form: RecordForm, body: z.ZodObject, field: string, inputs: Values = {}): CaseChange {
  return { body, field, inputs, decide: (scene, record, values) => decideForm(scene, record, form, values) };
}

/** A step is called by its id here, and by the input of its card there. */
const stepInputs: Values = Object.fromEntries(firstStepIds.map((id) => [id, inputOf(id)]));

/** Every change of a case by its operation. */
export const caseChanges = {
  addNote: byForm("note", NewNote, "note"),
  changeState: byForm("state", NewState, "state", { state: "newState" }),
  changeOwner: byForm("owner", NewOwner, "owner", { owner: "newOwner" }),
  changeSeverity: byForm("severity", NewSeverity, "severity", { severity: "newSeverity" }),
  fileCase: byForm("file", NewMicrosoftCase, "caseNumber"),
  addEvidence: { ...byForm("evidence", NewEvidence, "evidence"), decide: decideEvidence },
  takeCase: { body: Nothing, decide: decideTake, inputs: {}, field: "owner" },
  sendCase: { body: Nothing, decide: decideSend, inputs: {}, field: "team" },
  tickSteps: { body: NewFirstSteps, decide: decideTicks, inputs: stepInputs, field: "steps" },
  changeAnswers: { body: NewAnswers, decide: decideAnswers, inputs: {}, field: "answers" },
  linkCase: { body: NewLink, decide: decideLinkOf, inputs: {}, field: "other" },
} as const satisfies Readonly<Record<string, CaseChange>>;

/** The names of this API for the inputs of the cards. */
export const fieldNames: ReadonlyMap<string, string> = new Map(
  Object.values(caseChanges).flatMap(({ inputs }) =>
    Object.entries(inputs).map(([name, input]) => [input, name]),
  ),
);

/** What is given in a body by the inputs of the cards; ticks as they are there. */
export function readValues(data: Readonly<Record<string, unknown>>, inputs: Values): Values {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "boolean"
        ? [[inputs[name] ?? name, cleanText(String(value))] as const]
        : [],
    ),
  );
}

/** What no person types and no database takes, as in the inputs of a card. */
function cleanText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

function decideLinkOf(scene: Scene, record: CaseRecord, { other = "", how }: Values): Promise<Decision> {
  const kind = isOneOf(linkKinds, how) ? how : "link";
  return decideLink(scene, record, parseRecordNumber(other) ?? 0, kind);
}

/** A step of another product's list would be lost without a word. */
async function decideTicks(scene: Scene, record: CaseRecord, values: Values): Promise<AnswersDecision> {
  const listed = listFirstSteps(record).map(({ id }) => inputOf(id));
  const others = Object.keys(values).filter((input) => !listed.includes(input));
  const decision = await decideSteps(scene, record, values);
  if (decision.kind === "denied" || others.length === 0) return decision;
  return { kind: "refused", errors: Object.fromEntries(others.map((input) => [input, "notAsked"])) };
}

/** A card shows only what the case calls for; what else is given here would be lost without a word. */
async function decideEvidence(scene: Scene, record: CaseRecord, values: Values): Promise<AnswersDecision> {
  const asked = listEvidenceInputs(record).map(({ id }) => id);
  const others = Object.keys(values).filter((id) => !asked.includes(id));
  const decision = await decideForm(scene, record, "evidence", values);
  if (decision.kind === "denied" || others.length === 0) return decision;
  return { kind: "refused", errors: Object.fromEntries(others.map((id) => [id, "notAsked"])) };
}
