import { isUnfinished } from "../../records/life-cycle";
import type { CaseRecord } from "../../records/record";
import { severityChoices } from "../../records/severity";
import type { RecordForm, View } from "../../views";
import { type CardAction, execute, type ExecuteAction, frameCard, inRows } from "../card-model";
import type { Scene } from "../card-kit";
import { caseLine, titleOf } from "../case-words";
import { headingOf, summarise } from "../headings";
import { run, strong } from "../text-runs";
import { drawTeamMenu } from "./team-actions";
import { isSentFirst, sendToTeam } from "./verdict-actions";
import type { PlainModel } from "./plain-model";

/** What the verdict card has no room for, as a card of its own: at most six buttons. */
export function buildMenu(scene: Scene, view: Extract<View, { kind: "menu" }>): PlainModel {
  const { record } = view;
  return {
    ...frameCard(scene, {
      heading: headingOf(scene, view),
      summary: summarise(scene, view),
      notice: view.notice,
      actionRows: inRows(
        ...inPairs(
          view.team === undefined ? drawActions(scene, record) : drawTeamMenu(scene, record, view.team),
        ),
      ),
    }),
    paragraphs: [{ runs: [run(caseLine(scene, record), strong)] }, { runs: [run(titleOf(record))] }],
  };
}

function drawActions(scene: Scene, record: CaseRecord): readonly ExecuteAction[] {
  const { say } = scene;
  const target = { record: record.number, recordRevision: record.revision };
  const open = (form: RecordForm): ExecuteAction =>
    execute(say(`card.action.${form}`), "record/form", { ...target, form });
  const isOpen = isUnfinished(record.state);
  const canSend = isOpen && record.team === undefined;
  const canClassify = isOpen && severityChoices(record).length > 0;
  return [
    // What stands on the verdict card in the place of the other.
    ...(isSentFirst(record) ? [open("state")] : canSend ? [sendToTeam(scene, record)] : []),
    // With all the others it would be the seventh; the verdict card has it at its foot.
    ...(isOpen && !(canSend && canClassify)
      ? [execute(say("card.action.edit"), "intake/edit", { intakeId: record.intakeId, ...target })]
      : []),
    ...(isOpen ? [open("evidence")] : []),
    ...(canClassify ? [open("severity")] : []),
    open("note"),
    execute(say("card.action.case_file"), "record/md", { record: record.number }),
    execute(say("card.action.to_case"), "record/show", { record: record.number }),
  ];
}

function inPairs(actions: readonly CardAction[]): readonly (readonly CardAction[])[] {
  return actions.flatMap((_, index) => (index % 2 === 0 ? [actions.slice(index, index + 2)] : []));
}
