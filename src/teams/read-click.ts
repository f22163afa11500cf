import { reportWeeks } from "../cards/models/report-model";
import type { Input } from "../input";
import { isOneOf, languages } from "../vocabulary";
import { cleanInput } from "./clean-input";
import { type ClickData, clickData, valuesOf } from "./click-data";
import { readRecordClick } from "./read-record-click";
import { readRouteClick } from "./read-route-click";
import { type Verb, verbs } from "./verbs";

/** What a click on one of our cards asks for; `unknown` where its verb or its data are not ours. */
export function readClick(verb: string, data: unknown): Input {
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
