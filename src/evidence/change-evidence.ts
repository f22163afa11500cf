import type { CaseDetails } from "../intake/details";
import { type EvidenceInput, listEvidenceInputs } from "./evidence-inputs";
import { plainLine, plainText } from "../plain-text";
import { detailIds } from "../vocabulary";
import { type Act, changed, type Change, entry } from "../records/change-record";
import { readPastTime } from "../records/past-time";
import type { CaseRecord, HistoryEntry } from "../records/record";

type Values = Readonly<Record<string, string>>;

/** What an address of e-mail looks like; whether it exists is not asked. */
export const emailShape = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/;
/** What a phone number looks like: 4 to 30 digits and signs, and an extension. */
export const phoneShape = /^[+(\d][\d ()+./-]{3,29}(?: ?(?:x|ext\.?|#) ?\d{1,6})?$/i;

/**
 * Takes in what is known of the case, field by field; an input that is left empty takes the value away, one that
 * was not on the card leaves it as it is. Refuses what cannot be right and then changes nothing.
 */
export function changeEvidence(record: CaseRecord, values: Values, act: Act): Change {
  const inputs = listEvidenceInputs(record);
  const errors = { ...checkStart(inputs, values, act), ...checkTexts(inputs, values), ...checkUsers(values) };
  if (Object.keys(errors).length > 0) return { kind: "refused", errors };
  const details: CaseDetails = {
    ...record.details,
    ...readStart(record, inputs, values, act),
    ...readTexts(inputs, values),
  };
  return changed(record, { details }, act, listChanges(record.details, details, act));
}

function listChanges(before: CaseDetails, after: CaseDetails, act: Act): readonly HistoryEntry[] {
  // The zone only says how the start was meant; it changes with it.
  const differing = detailIds.filter((id) => id !== "startedZone" && before[id] !== after[id]);
  return differing.map((id) => entry(act, id, before[id] ?? null, after[id] ?? null));
}

function checkStart(inputs: readonly EvidenceInput[], values: Values, act: Act): Values {
  if (!inputs.some(({ detail }) => detail === "startedAt")) return {};
  const read = readPastTime(values["startedDate"] ?? "", values["startedTime"] ?? "", act);
  if (read.kind !== "wrong") return {};
  const error = read.error === "future" ? "futureStart" : read.error;
  return { [read.part === "date" ? "startedDate" : "startedTime"]: error };
}

function readStart(
  { details }: CaseRecord,
  inputs: readonly EvidenceInput[],
  values: Values,
  act: Act,
): CaseDetails {
  const isAsked = inputs.some(({ detail }) => detail === "startedAt");
  if (!isAsked || values["startedDate"] === undefined) return {};
  const read = readPastTime(values["startedDate"], values["startedTime"] ?? "", act);
  if (read.kind !== "read") return { startedAt: undefined, startedZone: undefined };
  // The card shows whole minutes: what was sent back as it was shown has not been changed.
  const isSame = details.startedAt?.slice(0, 16) === read.at.slice(0, 16);
  return isSame ? {} : { startedAt: read.at, startedZone: act.timeZone };
}

function readTexts(inputs: readonly EvidenceInput[], values: Values): CaseDetails {
  const given = textInputs(inputs).flatMap(({ id, kind }) => {
    const value = values[id];
    if (value === undefined) return [];
    const clean = kind === "longText" ? plainText(value) : plainLine(value);
    const text = id.startsWith("users") ? plainNumber(clean) : clean;
    return [[id, text === "" ? undefined : text] as const];
  });
  return Object.fromEntries(given);
}

function checkTexts(inputs: readonly EvidenceInput[], values: Values): Values {
  const faults = textInputs(inputs).flatMap((input) => {
    const value = (values[input.id] ?? "").trim();
    const error = value === "" ? undefined : faultOf(input, value);
    return error === undefined ? [] : [[input.id, error] as const];
  });
  return Object.fromEntries(faults);
}

function textInputs(inputs: readonly EvidenceInput[]): readonly EvidenceInput[] {
  return inputs.filter(({ kind }) => kind !== "date" && kind !== "time");
}

function faultOf({ id, kind, values, maxLength }: EvidenceInput, value: string): string | undefined {
  if (kind === "choice") return values.includes(value) ? undefined : "choose";
  if (value.length > maxLength) return "tooLong";
  if (id === "contactEmail") return emailShape.test(value) ? undefined : "email";
  if (id === "contactPhone") return phoneShape.test(value) ? undefined : "phone";
  if (id.startsWith("users")) return /^\d{1,7}$/.test(plainNumber(value)) ? undefined : "number";
  return undefined;
}

function checkUsers(values: Values): Values {
  const affected = plainNumber(values["usersAffected"] ?? "");
  const total = plainNumber(values["usersTotal"] ?? "");
  if (!/^\d+$/.test(affected) || !/^\d+$/.test(total)) return {};
  return Number(affected) > Number(total) ? { usersAffected: "moreThanAll" } : {};
}

/** "１,２００" is 1200: separators and full-width digits are how people write numbers. */
function plainNumber(value: string): string {
  return value.normalize("NFKC").replace(/[\s,']/g, "");
}
