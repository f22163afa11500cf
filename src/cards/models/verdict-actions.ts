import { isUnfinished } from "../../records/life-cycle";
import type { CaseRecord } from "../../records/record";
import type { RecordForm } from "../../views";
import { type ActionRow, execute, type ExecuteAction, inRows } from "../card-model";
import type { Scene } from "../card-kit";

/** Sending to the team as a button of its own, where the card still has room for one. */
export function drawSend({ say }: Scene, record: CaseRecord, taken: number): readonly ActionRow[] {
  const canSend = isUnfinished(record.state) && record.team === undefined && taken < 6;
  return canSend ? inRows([execute(say("team.action.send"), "record/send", { record: record.number })]) : [];
}

/**
 * What is done with a case most often; all else is behind "More…". Four buttons at most, so that two links fit on the
 * card.
 */
export function drawVerdictActions({ say }: Scene, record: CaseRecord): readonly ActionRow[] {
  const target = { record: record.number, recordRevision: record.revision };
  const open = (form: RecordForm, title: string): ExecuteAction =>
    execute(say(`card.action.${title}`), "record/form", { ...target, form });
  const update = open("state", "state");
  const handOver = execute(say("card.action.hand_over"), "record/handover", { record: record.number });
  const more = execute(say("card.action.more"), "record/menu", { record: record.number });
  const canFile = isUnfinished(record.state) && record.verdict.escalateTo === "microsoft";
  if (!canFile) return inRows([handOver, update], [more]);
  return inRows(
    [handOver, open("file", record.microsoftCase === undefined ? "file" : "refile")],
    [update, more],
  );
}
