import type { CaseRecord } from "../../records/record";
import type { View } from "../../views";
import { type CardModel, execute, type ExecuteAction, frameCard, inRows } from "../card-model";
import type { Scene } from "../card-kit";
import { caseLine, customerOf, joinFacts, numberOf, productOf, severityLine, titleOf } from "../case-words";
import { headingOf, summarise } from "../headings";
import { formatAge } from "../moments";
import { run, strong, subtle, type TextRun } from "../text-runs";
import { shownLength } from "../user-text";

/** The person's cases, five to a page. */
export interface CasesModel extends CardModel {
  readonly range: string;
  readonly isEmpty: boolean;
  readonly empty: string;
  readonly rows: readonly CaseRow[];
}

/** A row is one large button that opens its record. */
export interface CaseRow {
  readonly line: string;
  readonly title: readonly TextRun[];
  readonly facts: readonly TextRun[];
  readonly open: ExecuteAction;
}

const casesPerPage = 5;

type CasesView = Extract<View, { kind: "cases" }>;

/** A page of the list of a person's own cases, newest first. */
export function buildCases(scene: Scene, view: CasesView): CasesModel {
  const { say } = scene;
  const { records, offset, total, overridden } = view;
  const moved = overridden === 0 ? "" : say("card.cases.overridden", { number: overridden });
  const range = { from: offset + 1, to: offset + records.length, total };
  return {
    ...frameCard(scene, {
      heading: headingOf(scene, view),
      summary: summarise(scene, view),
      notice: view.notice,
      actionRows: inRows([
        ...drawPaging(scene, view),
        execute(say("card.action.start"), "intake/start", {}, { primary: total === 0 }),
      ]),
    }),
    range: records.length === 0 ? "" : joinFacts(scene, [say("card.cases.range", range), moved]),
    isEmpty: records.length === 0,
    empty: say("card.cases.empty"),
    rows: records.map((record) => drawRow(scene, record)),
  };
}

function drawRow(scene: Scene, record: CaseRecord): CaseRow {
  const facts = [
    severityLine(scene, record),
    customerOf(record),
    formatAge(record.createdAt, scene.audience) ?? scene.say("card.cases.just_now"),
  ];
  return {
    line: caseLine(scene, record),
    title: [run(titleOf(record, shownLength.row) || productOf(scene, record), strong)],
    facts: [run(joinFacts(scene, facts), subtle)],
    open: execute(scene.say("card.cases.open", { number: numberOf(record) }), "record/show", {
      record: record.number,
    }),
  };
}

function drawPaging({ say }: Scene, { offset, next }: CasesView): readonly ExecuteAction[] {
  const before = Math.max(0, offset - casesPerPage);
  return [
    ...(offset > 0 ? [execute(say("card.action.previous"), "cases/list", { offset: before })] : []),
    ...(next === null ? [] : [execute(say("card.action.next"), "cases/list", { offset: next })]),
  ];
}
