import type { CaseRecord } from "../../records/record";
import type { Scene } from "../card-kit";
import { customerOf, joinFacts, productOf, titleOf } from "../case-words";
import { sayMoment } from "../response-clock";
import { run, sayRuns, strong, type TextRun } from "../text-runs";
import { cleanUserText, shownLength } from "../user-text";

type Line = readonly TextRun[];

/** The problem in the technician's words, and whose it is. */
export function saySubject(scene: Scene, record: CaseRecord): readonly Line[] {
  const whose = joinFacts(scene, [customerOf(record), productOf(scene, record)]);
  return [[run(titleOf(record), strong)], [run(whose)]];
}

/** Who has the case, and who asked; of whoever was erased, that the name was removed. */
export function sayOwner({ say }: Scene, { owner, requester }: CaseRecord): Line {
  const clean = (name: string): string => cleanUserText(name, shownLength.name) || say("tab.name_removed");
  const from = clean(requester.name);
  if (owner === undefined) return sayRuns(say, "team.nobody", { requester: from });
  return sayRuns(say, "team.owner", { owner: clean(owner.name), requester: from });
}

/** Microsoft's number for it and when it was filed; no line before that. */
export function sayMicrosoftCase(scene: Scene, { microsoftCase }: CaseRecord): readonly Line[] {
  if (microsoftCase === undefined) return [];
  const number = cleanUserText(microsoftCase.number, shownLength.caseNumber);
  const time = sayMoment(scene, Date.parse(microsoftCase.filedAt));
  return [sayRuns(scene.say, "card.verdict.microsoft_case", { number, time })];
}

/** Lines that say something. */
export function spoken(lines: readonly Line[]): readonly Line[] {
  return lines.filter((runs) => runs.some(({ text }) => text !== ""));
}
