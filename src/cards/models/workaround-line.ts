import { isUnfinished } from "../../records/life-cycle";
import type { CaseRecord } from "../../records/record";
import { workaroundChoice } from "../../records/severity";
import { execute, type ExecuteAction } from "../card-model";
import type { Scene } from "../card-kit";
import { sayRuns, type TextRun } from "../text-runs";
import { cleanUserText, shownLength } from "../user-text";

/** A proposal to lower the severity; pressing it opens the form. */
export interface WorkaroundModel {
  readonly hasWorkaround: boolean;
  readonly workaround: string;
  readonly lowerSeverity: ExecuteAction;
}

/** With a full workaround one step lower is proposed: a recommendation of ours, never taken by itself. */
export function drawWorkaround({ say }: Scene, record: CaseRecord): WorkaroundModel {
  const lower = isUnfinished(record.state) ? workaroundChoice(record) : null;
  const workaround =
    lower === null ? "" : say("card.verdict.workaround", { severity: say(`severity.${lower}`) });
  const target = { record: record.number, recordRevision: record.revision, form: "severity" };
  const lowerSeverity = execute(say("card.action.severity"), "record/form", target);
  return { hasWorkaround: lower !== null, workaround, lowerSeverity };
}

/** Who moved the severity away from the computed one, and why. */
export function sayOverride(
  { say }: Scene,
  { computed, by, reason }: NonNullable<CaseRecord["override"]>,
): readonly TextRun[] {
  return sayRuns(say, "card.verdict.override", {
    computed: say(`severity.${computed}`),
    name: cleanUserText(by.name, shownLength.name),
    reason: cleanUserText(reason, shownLength.note),
  });
}
