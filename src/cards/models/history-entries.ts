import { isFirstStep } from "../../first-steps/list-first-steps";
import type { HistoryEntry } from "../../records/record";
import {
  closingReasons,
  detailIds,
  type InputId,
  inputIds,
  inputValues,
  isOneOf,
  outcomes,
  recordStates,
  severities,
  workarounds,
} from "../../vocabulary";
import type { Scene } from "../card-kit";
import { joinFacts, sayOutcome } from "../case-words";
import { formatMoment } from "../moments";
import { run, sayRuns, strong, subtle, type TextRun } from "../text-runs";
import { cleanUserText, shownLength } from "../user-text";

const shownEntries = 7;

/** Fields beside the inputs that have a name of their own; any other is shown as it is written. */
const namedFields = [
  ...inputIds,
  "state",
  "microsoftCase",
  "closingReason",
  "note",
  "verdict",
  "severity",
  "outcome",
  "created",
  "title",
  "customer",
  "newCustomer",
  "product",
  "firstStep",
  "related",
  "parent",
  "owner",
  "sentToTeam",
  ...detailIds,
] as const;

/** The newest entries first: what changed, who did it and when, and why; then how many older ones there are. */
export function sayHistory(
  scene: Scene,
  history: readonly HistoryEntry[],
  shown: number = shownEntries,
): readonly (readonly TextRun[])[] {
  const entries = history
    .slice(-shown)
    .reverse()
    .map((entry) => sayEntry(scene, entry));
  const earlier = history.length - shown;
  return earlier <= 0 ? entries : [...entries, [run(sayEarlier(scene, earlier), subtle)]];
}

/** One line of the history. */
export function sayEntry(scene: Scene, entry: HistoryEntry): readonly TextRun[] {
  return [...sayChange(scene, entry), run(`  ${sayWho(scene, entry)}`, subtle), ...sayWhy(scene, entry)];
}

function sayEarlier({ say }: Scene, number: number): string {
  return number === 1 ? say("card.history.earlier_one") : say("card.history.earlier", { number });
}

/** One change as a person reads it: "Severity: B → A". */
export function sayChange(scene: Scene, { field, ...entry }: HistoryEntry): readonly TextRun[] {
  const { say } = scene;
  const name = isOneOf(namedFields, field) ? say(`field.${field}`) : cleanUserText(field, shownLength.name);
  const before = entry.old === null ? "" : sayValue(scene, field, entry.old);
  const after = entry.new === null ? "" : sayValue(scene, field, entry.new);
  if (before === "" && after === "") return [run(name, strong)];
  const key = before === "" ? "set" : after === "" ? "removed" : "changed";
  const values = { ...(before === "" ? {} : { old: before }), ...(after === "" ? {} : { new: after }) };
  return [run(name, strong), ...sayRuns(say, `card.history.${key}`, values, { value: {} })];
}

/** Who did it and when. */
export function sayWho({ audience, say }: Scene, { at, by }: HistoryEntry): string {
  const time = formatMoment(Date.parse(at), audience);
  return [cleanUserText(by.name, shownLength.name), time].join(say("card.dot"));
}

function sayWhy({ say }: Scene, { why }: HistoryEntry): readonly TextRun[] {
  const reason = cleanUserText(why ?? "", shownLength.note);
  return reason === ""
    ? []
    : [run("  "), ...sayRuns(say, "card.history.why", { why: reason }, { value: {} })];
}

/** A word of our lists in the person's language; anything else is what somebody typed. */
export function sayValue(scene: Scene, field: string, value: string): string {
  const { say } = scene;
  if (field === "state" && isOneOf(recordStates, value)) return say(`state.${value}`);
  if (field === "closingReason" && isOneOf(closingReasons, value)) return say(`closingReason.${value}`);
  if (field === "severity" && isOneOf(severities, value)) return say(`severity.${value}`);
  if (isOneOf(inputIds, field) && isValueOf(field, value)) return say(`value.${field}.${value}`);
  // Evidence may be a page of text, old and new: the form and the hand-over have it whole.
  const length = isOneOf(detailIds, field) ? shownLength.row : shownLength.note;
  return saySpecial(scene, field, value) ?? cleanUserText(value, length);
}

function saySpecial(scene: Scene, field: string, value: string): string | undefined {
  if (field === "startedAt") return sayStart(scene, value);
  if (field === "workaround" && isOneOf(workarounds, value)) return scene.say(`value.workaround.${value}`);
  if (field === "diagnosticsConsent" && isOneOf(["yes", "no"] as const, value))
    return scene.say(`value.diagnosticsConsent.${value}`);
  if (field === "product") return scene.kit.catalogue.find(value)?.name[scene.audience.language];
  if (field === "firstStep" && isFirstStep(value)) return scene.say(`firstStep.${value}`);
  if (field === "microsoftCase") return sayMicrosoftCase(scene, value);
  return ["verdict", "outcome", "created"].includes(field) ? sayVerdict(scene, value) : undefined;
}

function sayStart({ audience }: Scene, value: string): string | undefined {
  const startedAt = Date.parse(value);
  return Number.isNaN(startedAt) ? undefined : formatMoment(startedAt, audience);
}

/** A verdict stands in the history as "outcome severity row". */
function sayVerdict(scene: Scene, value: string): string | undefined {
  const [outcome, severity, row = ""] = value.split(" ");
  if (!isOneOf(outcomes, outcome)) return undefined;
  const said = isOneOf(severities, severity) ? scene.say(`severity.${severity}`) : "";
  return joinFacts(scene, [sayOutcome(scene, outcome, row), said]);
}

/** A case number stands there with the time of filing in UTC behind it. */
function sayMicrosoftCase({ audience, say }: Scene, value: string): string | undefined {
  const match = /^(.+) \((\d{4}-\d\d-\d\dT[\d:.]+Z)\)$/.exec(value);
  const filedAt = Date.parse(match?.[2] ?? "");
  if (match?.[1] === undefined || Number.isNaN(filedAt)) return undefined;
  const number = cleanUserText(match[1], shownLength.caseNumber);
  return [number, formatMoment(filedAt, audience)].join(say("card.dot"));
}

function isValueOf(field: InputId, value: string): boolean {
  return isOneOf<string>(inputValues[field], value);
}
