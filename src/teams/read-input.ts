import { z } from "zod";
import type { Input } from "../input";
import { quickSchema } from "../quick-schema";
import { reportWeeks } from "../cards/models/report-model";
import { linkKinds } from "../records/link-records";
import { handOverParts, isOneOf, languages, recordStates, updateTones } from "../vocabulary";
import { recordForms } from "../views";
import { type InboundActivity, isPersonal } from "./activity";
import { isExtension, readExtension, type ReadMessageLink } from "./read-extension";
import { readJoinedTeam, readLostPlace, readMentioned, readRenamedPlace } from "./read-channel";
import { isInvoke } from "./invokes";
import { readRouteClick, RouteData } from "./read-route-click";
import { type Verb, verbs } from "./verbs";
import { readConsent, SubjectData } from "./file-consent";
import { readFiles } from "./file-source";

/** What a click brings: our own data merged with the inputs of the card. */
const ClickData = z.looseObject({
  intakeId: z.string().max(64).optional(),
  revision: z.int().positive().optional(),
  record: z.int().positive().optional(),
  recordRevision: z.int().positive().optional(),
  form: z.enum(recordForms).optional(),
  offset: z.int().nonnegative().max(1_000_000).optional(),
  other: z.int().positive().optional(),
  tenant: z.string().max(64).optional(),
  ...SubjectData.shape,
  ...RouteData.shape,
});
type ClickData = z.infer<typeof ClickData>;

const ExecuteValue = z.looseObject({
  action: z.looseObject({ verb: z.string().max(128), data: z.unknown().optional() }),
  trigger: z.string().optional(),
});
const SubmitValue = z.looseObject({ verb: z.string().max(128) });

const clickData = quickSchema(ClickData);
const executeValue = quickSchema(ExecuteValue);
const submitValue = quickSchema(SubmitValue);

/** A value longer than any of our inputs allows is cut, not refused: the field's own check says what is wrong. */
const valueLimit = 4000;

/**
 * Turns an activity into what the person did. Execute, its Submit fallback and typed text end in the same type;
 * null is an activity that asks nothing of us.
 */
export function readInput(activity: InboundActivity, readLink: ReadMessageLink): Input | null {
  if (isExtension(activity)) return readExtension(activity, readClick, readLink);
  if (activity.type === "message") return readMessage(activity);
  if (activity.type === "invoke") return readInvoke(activity);
  if (!isPersonal(activity))
    return readJoinedTeam(activity) ?? readLostPlace(activity) ?? readRenamedPlace(activity);
  if (activity.type === "installationUpdate")
    return activity.action?.startsWith("remove") === true ? null : { kind: "joined" };
  const wasAdded = activity.membersAdded?.some(({ id }) => id === activity.recipient?.id) === true;
  return activity.type === "conversationUpdate" && wasAdded ? { kind: "joined" } : null;
}

function readMessage(activity: InboundActivity): Input {
  const submit = submitValue.read(activity.value);
  if (!isPersonal(activity)) {
    if (submit !== undefined) return forChannel(readClick(submit.verb, submit));
    return { kind: "thread_text", text: cleanInput(readMentioned(activity)) };
  }
  if (submit !== undefined) return readClick(submit.verb, submit);
  if (activity.value !== undefined && activity.value !== null) return { kind: "unknown", verb: "" };
  const files = readFiles(activity);
  const text = cleanInput(activity.text ?? "");
  return files === null ? { kind: "text", text } : { kind: "text", text, files };
}

function readInvoke(activity: InboundActivity): Input | null {
  if (isInvoke(activity, "fileConsent/invoke")) return isPersonal(activity) ? readConsent(activity) : null;
  if (!isInvoke(activity, "adaptiveCard/action")) return null;
  const value = executeValue.read(activity.value);
  if (value === undefined) return { kind: "unknown", verb: "" };
  const { action, trigger } = value;
  const click = forPlace(activity, readClick(action.verb, action.data ?? {}));
  return trigger === "automatic" ? toShow(click) : click;
}

/** What can be done with a case from the card in a channel; all else belongs into a person's own chat. */
const channelKinds: readonly Input["kind"][] = [
  "record_menu",
  "record_form",
  "record_change",
  "case_take",
  "route",
];

function forPlace(activity: InboundActivity, input: Input): Input {
  return isPersonal(activity) ? input : forChannel(input);
}

function forChannel(input: Input): Input {
  const isShown = input.kind === "shared_case" || (input.kind === "show" && input.record !== undefined);
  return isShown || channelKinds.includes(input.kind) ? input : { kind: "channel", text: "" };
}

/** Refreshes come by themselves and again and again: whatever their verb, they only look. */
function toShow(input: Input): Input {
  if (input.kind === "shared_case") return input;
  const intakeId = "intakeId" in input ? input.intakeId : undefined;
  const record = "record" in input ? input.record : undefined;
  return { kind: "show", intakeId, record };
}

function readClick(verb: string, data: unknown): Input {
  const click = clickData.read(data);
  if (click === undefined || !isOneOf(verbs, verb)) return { kind: "unknown", verb };
  return (
    readIntakeClick(verb, click) ??
    readRecordClick(verb, click) ??
    readRouteClick(verb, click, valuesOf) ??
    readSubjectClick(verb, click) ??
    readOtherClick(verb, click)
  );
}

function readIntakeClick(verb: Verb, data: ClickData): Input | null {
  if (verb === "intake/start") return { kind: "start", fresh: false };
  const { intakeId, revision, record, recordRevision } = data;
  if (verb === "intake/edit" && record !== undefined && recordRevision !== undefined) {
    return { kind: "edit_record", record, recordRevision };
  }
  if (intakeId === undefined) return null;
  if (verb === "intake/discard") return { kind: "discard", intakeId };
  if (verb === "intake/resume") return { kind: "resume", intakeId };
  if (verb === "intake/show") return { kind: "show", intakeId };
  if (revision === undefined) return null;
  if (verb === "intake/answer") {
    return {
      kind: "intake",
      intakeId,
      revision,
      step: { kind: "answer", values: valuesOf(data), mode: "card" },
    };
  }
  const step = (["back", "cancel", "undo"] as const).find((name) => verb === `intake/${name}`);
  return step === undefined ? null : { kind: "intake", intakeId, revision, step: { kind: step } };
}

function readRecordClick(verb: Verb, data: ClickData): Input | null {
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

function readSubjectClick(verb: Verb, { subjectKind: kind, subject: id }: ClickData): Input | null {
  if (kind === undefined || id === undefined) return null;
  if (verb === "subject/export") return { kind: "subject_export", subject: { kind, id } };
  return verb === "subject/erase" ? { kind: "subject_erase", subject: { kind, id } } : null;
}

function readOtherClick(verb: Verb, data: ClickData): Input {
  switch (verb) {
    case "cases/list":
      return { kind: "cases", offset: data.offset ?? 0 };
    case "report/show":
      return readReportWish(data);
    case "profile/show":
      return { kind: "profile" };
    case "profile/save":
      return { kind: "save_profile", values: valuesOf(data) };
    case "help/show":
      return { kind: "help" };
    case "language/save": {
      const wanted = data["uiLanguage"];
      return { kind: "language", language: isOneOf(languages, wanted) ? wanted : null };
    }
    default:
      return { kind: "unknown", verb };
  }
}

/** What is chosen on the card of a report; anything else stands for what is usual. */
function readReportWish({ reportWeeks: weeks, reportTeam: team }: ClickData): Input {
  return {
    kind: "report",
    ...(isOneOf(reportWeeks, weeks) ? { weeks: Number(weeks) } : {}),
    ...(typeof team === "string" && team !== "all" && team.length < 256 ? { team: cleanInput(team) } : {}),
  };
}

/** The inputs of the card: every string beside our own data. */
function valuesOf(data: ClickData): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([id, value]) =>
      typeof value === "string" ? [[id, cleanInput(value)]] : [],
    ),
  );
}

/** What no person types and no database takes: NUL and halves of characters. All else is kept as it was typed. */
function cleanInput(text: string): string {
  return text.slice(0, valueLimit).replaceAll("\u0000", "").toWellFormed();
}
