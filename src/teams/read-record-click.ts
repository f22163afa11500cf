import type { Input } from "../input";
import { linkKinds } from "../records/link-records";
import { recordForms } from "../views";
import { handOverParts, isOneOf, languages, recordStates, updateTones } from "../vocabulary";
import { type ClickData, valuesOf } from "./click-data";
import type { Verb } from "./verbs";

/** A click on the card of a case; null when it is none, or lacks what it needs. */
export function readRecordClick(verb: Verb, data: ClickData): Input | null {
  const { record, recordRevision } = data;
  if (record === undefined) return null;
  if (verb === "record/show") return { kind: "show", record };
  if (verb === "case/shared") return { kind: "shared_case", record, cardTenant: data.tenant ?? "" };
  if (verb === "record/menu") return { kind: "record_menu", record };
  if (verb === "record/send") return { kind: "record_send", record };
  if (verb === "case/take") return { kind: "case_take", record };
  if (verb === "record/md") return { kind: "record_file", record };
  if (verb === "record/form" && data.form !== undefined)
    return { kind: "record_form", record, form: data.form, values: presetsOf(data) };
  if (verb === "record/handover") return readHandOver(record, data);
  if (recordRevision === undefined) return null;
  if (verb === "record/steps")
    return { kind: "record_steps", record, recordRevision, values: valuesOf(data) };
  const how = linkKinds.find((name) => verb === `record/${name}`);
  if (how !== undefined && data.other !== undefined)
    return { kind: "record_link", record, recordRevision, other: data.other, how };
  const form = verb === "case/hand_over" ? "owner" : recordForms.find((name) => verb === `record/${name}`);
  if (form === undefined) return null;
  return { kind: "record_change", record, recordRevision, form, values: valuesOf(data) };
}

/** What a button chooses before the form is filled in. */
function presetsOf({ newState }: ClickData): Readonly<Record<string, string>> {
  return isOneOf(recordStates, newState) ? { newState } : {};
}

/** What is chosen on the card; anything else stands for "as it fits the case". */
function readHandOver(record: number, data: ClickData): Input {
  const { part, updateLanguage, tone } = data;
  return {
    kind: "hand_over",
    record,
    part: isOneOf(handOverParts, part) ? part : "case",
    updateLanguage: isOneOf(languages, updateLanguage) ? updateLanguage : null,
    tone: isOneOf(updateTones, tone) ? tone : null,
  };
}
