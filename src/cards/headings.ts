import { formatRecordNumber } from "../records/record";
import type { View } from "../views";
import type { Scene } from "./card-kit";
import { outcomeSigns } from "./signs";

/** The first line of a view: heading of its card, first line in plain words. Never text a person typed. */
export function headingOf({ say }: Scene, view: View): string {
  switch (view.kind) {
    case "page":
      return say(`card.page.heading_${view.page}`);
    case "ask":
      return view.question.label;
    case "verdict":
      return `${outcomeSigns[view.record.verdict.outcome].sign} ${say(`outcome.${view.record.verdict.outcome}`)}`;
    case "form":
      return say(`card.form.${view.form}`);
    case "message":
      return say("card.name");
    default:
      return say(`card.${view.kind}.heading`);
  }
}

/** Longest toast a phone shows. */
const toastLength = 120;

/** One line for the notification: the record's number and what was decided, else the heading. */
export function summarise(scene: Scene, view: View): string {
  const line = summaryLine(scene, view);
  return line.length <= toastLength ? line : `${line.slice(0, toastLength - 1)}…`;
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
  if (view.kind !== "verdict") return headingOf(scene, view);
  const { outcome, severity } = view.record.verdict;
  const values = { number: formatRecordNumber(view.record.number), outcome: say(`outcome.${outcome}`) };
  if (severity === null) return say("text.summary.verdict", values);
  return say("text.summary.severe", { ...values, severity: say(`severity.${severity}`) });
}
