import { isUnfinished } from "../../records/life-cycle";
import type { CaseRecord } from "../../records/record";
import type { RecordForm } from "../../views";
import { type ActionRow, execute, type ExecuteAction, inRows } from "../card-model";
import type { Scene } from "../card-kit";

/** Whether sending comes before telling of a new state, which is behind "More…" then: nobody works on it yet. */
export function isSentFirst(record: CaseRecord): boolean {
  return canSend(record) && canFile(record) && record.microsoftCase === undefined;
}

/** The rows with sending to the team before "More…", where the card still has room for one button. */
export function withSend(
  scene: Scene,
  record: CaseRecord,
  rows: readonly ActionRow[],
  taken: number,
): readonly ActionRow[] {
  const last = rows.at(-1);
  if (!canSend(record) || isSentFirst(record) || taken >= 6 || last === undefined) return rows;
  return [...rows.slice(0, -1), ...inRows([sendToTeam(scene, record), ...last.actions])];
}

/**
 * What is done with a case most often; all else is behind "More…". Four buttons at most, so that two links fit on the
 * card.
 */
export function drawVerdictActions(scene: Scene, record: CaseRecord): readonly ActionRow[] {
  const { say } = scene;
  const target = { record: record.number, recordRevision: record.revision };
  const open = (form: RecordForm, title: string): ExecuteAction =>
    execute(say(`card.action.${title}`), "record/form", { ...target, form });
  const update = isSentFirst(record) ? sendToTeam(scene, record) : open("state", "state");
  const handOver = execute(say("card.action.hand_over"), "record/handover", { record: record.number });
  const more = execute(say("card.action.more"), "record/menu", { record: record.number });
  if (!canFile(record)) return inRows([handOver, update], [more]);
  return inRows(
    [handOver, open("file", record.microsoftCase === undefined ? "file" : "refile")],
    [update, more],
  );
}

/** Gives the case to the team whose route takes it. */
export function sendToTeam({ say }: Scene, { number }: CaseRecord): ExecuteAction {
  return execute(say("team.action.send"), "record/send", { record: number });
}

function canSend({ state, team }: CaseRecord): boolean {
  return isUnfinished(state) && team === undefined;
}

function canFile({ state, verdict }: CaseRecord): boolean {
  return isUnfinished(state) && verdict.escalateTo === "microsoft";
}
