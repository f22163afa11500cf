import { shortenText } from "../plain-text";
import { type CaseRecord, formatRecordNumber } from "../records/record";
import { severityOf } from "../records/severity";
import type { View } from "../views";
import type { Scene } from "./card-kit";
import { caseLine, sayOutcome } from "./case-words";
import { outcomeSigns, settledSigns } from "./signs";

/** A name is not translated; it is the one in the head of the chat. */
const botName = "Partner Support";

/** The first line of a view: heading of its card, first line in plain words. Never text a person typed. */
export function headingOf(scene: Scene, view: View): string {
  const { say } = scene;
  switch (view.kind) {
    case "page":
      return say(`card.page.heading_${view.page}`);
    case "ask":
      return view.question.label;
    case "verdict":
      return verdictHeading(scene, view.record);
    case "form":
      if (view.form === "file" && view.record.microsoftCase !== undefined) return say("card.form.refile");
      return say(`card.form.${view.form}`);
    case "team_case":
      return teamHeading(scene, view.record);
    case "shared_case":
      return say("shared.heading", { number: formatRecordNumber(view.number) });
    case "menu":
      return say("card.menu.heading", { number: formatRecordNumber(view.record.number) });
    case "routes":
      return say("routes.heading");
    case "route":
      return say("routes.heading_one");
    case "route_form":
      return say("setup.heading");
    case "team_welcome":
      return say("setup.welcome");
    case "self_test":
      return say("selfTest.heading");
    case "report":
      return say(view.isDigest ? "report.digest" : "report.heading");
    case "message":
      return botName;
    default:
      return say(`card.${view.kind}.heading`);
  }
}

/** "↑ You may escalate this to Microsoft"; once that has been done, the state: "… Waiting for Microsoft". */
function verdictHeading(scene: Scene, record: CaseRecord): string {
  const settled = settledSigns[record.state];
  return settled === undefined ? verdictLine(scene, record) : `${settled.sign} ${headline(scene, record)}`;
}

/** Number and outcome, or what has become of it: "PS-000001 · Waiting for Microsoft". */
function teamHeading(scene: Scene, record: CaseRecord): string {
  if (settledSigns[record.state] !== undefined) return caseLine(scene, record);
  const values = { number: formatRecordNumber(record.number), outcome: headline(scene, record) };
  return scene.say("text.summary.verdict", values);
}

/** The outcome with its sign, whatever has become of the case. */
export function verdictLine(scene: Scene, { verdict }: CaseRecord): string {
  return `${outcomeSigns[verdict.outcome].sign} ${sayOutcome(scene, verdict.outcome, verdict.row)}`;
}

function headline(scene: Scene, { state, verdict }: CaseRecord): string {
  if (settledSigns[state] !== undefined) return scene.say(`state.${state}`);
  return sayOutcome(scene, verdict.outcome, verdict.row);
}

/** Longest toast a phone shows. */
const toastLength = 120;

/** One line for the notification: the record's number and what was decided, else the heading. */
export function summarise(scene: Scene, view: View): string {
  return shortenText(summaryLine(scene, view), toastLength);
}

function summaryLine(scene: Scene, view: View): string {
  const { say } = scene;
  if (view.kind === "form") {
    return say("text.summary.form", {
      number: formatRecordNumber(view.record.number),
      form: headingOf(scene, view),
    });
  }
  // Values of a notice may be text a person typed, which has no place in a toast or a fallback text.
  if (view.kind === "message" && view.notice.values === undefined) return say(`notice.${view.notice.key}`);
  if (view.kind !== "verdict" && view.kind !== "team_case") return headingOf(scene, view);
  const severity = severityOf(view.record);
  const values = { number: formatRecordNumber(view.record.number), outcome: headline(scene, view.record) };
  if (severity === null) return say("text.summary.verdict", values);
  return say("text.summary.severe", { ...values, severity: say(`severity.${severity}`) });
}
