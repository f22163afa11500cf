import type { z } from "zod";
import { listEvidenceInputs } from "../../evidence/evidence-inputs";
import { linkKinds } from "../../records/link-records";
import { type CaseRecord, parseRecordNumber } from "../../records/record";
import { decideForm } from "../../turns/decide-form";
import type { Decision } from "../../turns/decision";
import { decideLink } from "../../turns/similar-turns";
import { decideSend, decideTake } from "../../turns/team-turns";
import type { Scene } from "../../turns/turn";
import type { RecordForm } from "../../views";
import { isOneOf } from "../../vocabulary";
import {
  NewEvidence,
  NewLink,
  NewNote,
  NewOwner,
  NewSeverity,
  NewState,
  NewMicrosoftCase,
  Nothing,
} from "./wire";

export type Values = Readonly<Record<string, string>>;

/** What a change takes, and what decides it: the same as for a card. */
export interface CaseChange {
  readonly body: z.ZodObject;
  readonly decide: (scene: Scene, record: CaseRecord, values: Values) => Promise<Decision>;
  /** The card's input ids for fields that are called otherwise here. */
  readonly inputs: Values;
  /** The field a refusal of the whole is told of. */
  readonly field: string;
}

function byForm(form: RecordForm, body: z.ZodObject, field: string, inputs: Values = {}): CaseChange {
  return { body, field, inputs, decide: (scene, record, values) => decideForm(scene, record, form, values) };
}

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
  linkCase: { body: NewLink, decide: decideLinkOf, inputs: {}, field: "other" },
} as const satisfies Readonly<Record<string, CaseChange>>;

/** The names of this API for the inputs of the cards. */
export const fieldNames: ReadonlyMap<string, string> = new Map(
  Object.values(caseChanges).flatMap(({ inputs }) =>
    Object.entries(inputs).map(([name, input]) => [input, name]),
  ),
);

function decideLinkOf(scene: Scene, record: CaseRecord, { other = "", how }: Values): Promise<Decision> {
  const kind = isOneOf(linkKinds, how) ? how : "link";
  return decideLink(scene, record, parseRecordNumber(other) ?? 0, kind);
}

/** A card shows only what the case calls for; what else is given here would be lost without a word. */
async function decideEvidence(scene: Scene, record: CaseRecord, values: Values): Promise<Decision> {
  const asked = listEvidenceInputs(record).map(({ id }) => id);
  const others = Object.keys(values).filter((id) => !asked.includes(id));
  const decision = await decideForm(scene, record, "evidence", values);
  if (decision.kind === "denied" || others.length === 0) return decision;
  return { kind: "refused", errors: Object.fromEntries(others.map((id) => [id, "notAsked"])) };
}
