import { newChatWith } from "../../links/chat-link";
import { isUnfinished } from "../../records/life-cycle";
import { type CaseRecord, formatRecordNumber } from "../../records/record";
import { severityChoices } from "../../records/severity";
import type { RecordForm, View } from "../../views";
import type { RecordState } from "../../vocabulary";
import {
  type ActionOptions,
  type ActionRow,
  type CardAction,
  execute,
  type ExecuteAction,
  inRows,
  openUrl,
} from "../card-model";
import type { Scene } from "../card-kit";

/** What is done first with a case in a channel; four buttons at most, beside two links. */
export function drawTeamActions(scene: Scene, record: CaseRecord): readonly ActionRow[] {
  const { say } = scene;
  const { number } = record;
  const more = execute(say("card.action.more"), "record/menu", { record: number });
  const note = openForm(scene, record, "note", "card.action.note");
  if (!isUnfinished(record.state))
    return inRows([moveTo(scene, record, "open", "team.action.reopen", { primary: true }), note], [more]);
  const first =
    record.owner === undefined
      ? execute(say("team.action.take"), "case/take", { record: number }, { primary: true })
      : moveTo(scene, record, "resolved", "team.action.resolve", { primary: true });
  return inRows([first, openForm(scene, record, "state", "card.action.state")], [note, more]);
}

/** The rest, behind "More…"; six at most with the way back. */
export function drawTeamMenu(
  scene: Scene,
  record: CaseRecord,
  { tenantId, address }: NonNullable<Extract<View, { readonly kind: "menu" }>["team"]>,
): readonly CardAction[] {
  const { say } = scene;
  const isOpen = isUnfinished(record.state);
  const canFile = isOpen && record.verdict.escalateTo === "microsoft";
  const text = say("team.chat_text", { number: formatRecordNumber(record.number) });
  return [
    ...(isOpen ? [openForm(scene, record, "owner", "team.action.hand_over")] : []),
    ...(canFile ? [openForm(scene, record, "file", "card.action.file")] : []),
    ...(isOpen && severityChoices(record).length > 0
      ? [openForm(scene, record, "severity", "card.action.severity")]
      : []),
    ...(isOpen && record.owner === undefined
      ? [moveTo(scene, record, "resolved", "team.action.resolve")]
      : []),
    ...(record.state === "resolved" ? [moveTo(scene, record, "closed", "team.action.close")] : []),
    openUrl(`↗ ${say("team.action.chat")}`, newChatWith(tenantId, address, text), false),
    execute(say("card.action.to_case"), "record/show", { record: record.number }),
  ];
}

function openForm({ say }: Scene, record: CaseRecord, form: RecordForm, title: string): ExecuteAction {
  const { number, revision } = record;
  return execute(say(title), "record/form", { record: number, recordRevision: revision, form });
}

/** The form of the state with the new one chosen already. */
function moveTo(
  { say }: Scene,
  record: CaseRecord,
  newState: RecordState,
  title: string,
  options: ActionOptions = {},
): ExecuteAction {
  const { number, revision } = record;
  const data = { record: number, recordRevision: revision, form: "state", newState };
  return execute(say(title), "record/form", data, options);
}
