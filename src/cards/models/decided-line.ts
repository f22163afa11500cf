import { isUnfinished } from "../../records/life-cycle";
import type { CaseRecord } from "../../records/record";
import { execute, type ExecuteAction } from "../card-model";
import type { Scene } from "../card-kit";
import { joinFacts, profileLine } from "../case-words";

/** For whom and by which edition it was decided; pressing the line changes the answers, while the case is open. */
export interface DecidedModel {
  readonly decided: string;
  readonly canEdit: boolean;
  readonly edit: ExecuteAction;
  readonly editTitle: string;
}

/** Which answers and which edition the verdict rests on, and the way to change them. */
export function drawDecided(scene: Scene, record: CaseRecord): DecidedModel {
  const { say } = scene;
  const { answers, verdict } = record;
  const edition = say("card.verdict.edition", { edition: say(`edition.${verdict.edition}`) });
  const line = joinFacts(scene, [profileLine(scene, answers), edition]);
  const editTitle = say("card.action.edit");
  const target = { record: record.number, recordRevision: record.revision };
  return {
    decided: say("card.verdict.decided", { line }),
    canEdit: isUnfinished(record.state),
    edit: execute(editTitle, "intake/edit", { intakeId: record.intakeId, ...target }),
    editTitle,
  };
}
