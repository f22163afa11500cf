import { formatRecordNumber } from "../../records/record";
import type { SimilarCase, SimilarCases } from "../../records/similar-cases";
import type { View } from "../../views";
import type { Scene } from "../card-kit";
import { execute, type ExecuteAction } from "../card-model";
import { joinFacts, productOf } from "../case-words";
import { formatMoment } from "../moments";
import { run, strong, subtle, type TextRun } from "../text-runs";
import { cleanUserText, shownLength } from "../user-text";

/** What colleagues have of the same problem; a part of the verdict card of its own. */
export interface SimilarModel {
  readonly hasSimilar: boolean;
  readonly similar: readonly SimilarRow[];
  /** The cases behind a tap: all of them would push the steps out of sight. */
  readonly moreSimilar: {
    readonly has: boolean;
    readonly rows: readonly SimilarRow[];
    readonly show: string;
    readonly hide: string;
  };
}

/** A sentence or a case, with what can be tapped under it. */
export interface SimilarRow {
  readonly runs: readonly TextRun[];
  readonly hasTaps: boolean;
  readonly taps: readonly { readonly text: string; readonly action: ExecuteAction }[];
}

type VerdictView = Extract<View, { kind: "verdict" }>;
type LinkWord = "link" | "join" | "unlink";

const titleLength = 60;

/** Open cases that may be the same problem, and what can be done about each. */
export function drawSimilar(scene: Scene, view: VerdictView): SimilarModel {
  const { similar } = view;
  if (similar === undefined) return { hasSimilar: false, similar: [], moreSimilar: nothingMore };
  const cases = similar.cases.map((other) => drawCase(scene, view, other));
  // A tap for a single case would take as much room as the case.
  const shown = cases.length > 2 ? 1 : cases.length;
  const rows = [
    ...saySum(scene, view, similar),
    ...sayJoined(scene, view, similar),
    ...cases.slice(0, shown),
  ];
  return { hasSimilar: rows.length > 0, similar: rows, moreSimilar: drawMore(scene, cases.slice(shown)) };
}

const nothingMore: SimilarModel["moreSimilar"] = { has: false, rows: [], show: "", hide: "" };

function drawMore({ say }: Scene, rows: readonly SimilarRow[]): SimilarModel["moreSimilar"] {
  if (rows.length === 0) return nothingMore;
  return { has: true, rows, show: say("similar.show", { count: rows.length }), hide: say("similar.hide") };
}

function saySum(scene: Scene, { record }: VerdictView, similar: SimilarCases): readonly SimilarRow[] {
  const sum = saySimilarSum(scene, record, similar);
  return sum === null ? [] : [row([run(sum, strong)])];
}

/** "3 of your customers report trouble with Teams since 08:40."; null where no other case looks the same. */
export function saySimilarSum(
  scene: Scene,
  record: VerdictView["record"],
  { customers, more, sameCustomer, since }: SimilarCases,
): string | null {
  if (since === "") return null;
  const key = customers > 1 ? "many" : sameCustomer ? "same" : "other";
  const product = productOf(scene, record);
  const time = formatMoment(Date.parse(since), scene.audience);
  const values = { ...(key === "many" ? { count: `${customers}${more ? "+" : ""}` } : {}), product, time };
  return scene.say(`similar.${key}`, values);
}

function sayJoined(scene: Scene, view: VerdictView, similar: SimilarCases): readonly SimilarRow[] {
  const { parent } = similar;
  return sayJoinedTo(scene, similar).map((line, index) =>
    row([run(line)], parent !== null && index === 0 ? [tap(scene, view, "unlink", parent, parent)] : []),
  );
}

/** "Part of PS-000003 with 2 others", and how many are part of this one. */
export function sayJoinedTo({ say }: Scene, { parent, siblings, led }: SimilarCases): string[] {
  const count = led === 1 ? say("similar.leads_one") : say("similar.leads", { count: led });
  const leads = led === 0 ? [] : [count];
  if (parent === null) return leads;
  const number = formatRecordNumber(parent);
  const part =
    siblings > 1
      ? say("similar.part_with", { number, count: siblings })
      : say(siblings === 1 ? "similar.part_with_one" : "similar.part", { number });
  return [part, ...leads];
}

function drawCase(scene: Scene, view: VerdictView, other: SimilarCase): SimilarRow {
  const { say } = scene;
  const { number, standing, leader } = other;
  const mark = standing === "none" ? [] : [run(`  ✓ ${say("similar.is_same")}`, subtle)];
  return row(
    [
      run(formatRecordNumber(number), strong),
      run(`${say("card.dot")}${joinFacts(scene, factsOf(scene, other))}`),
      ...mark,
    ],
    [
      ...(standing === "none" ? [tap(scene, view, "link", number, number)] : []),
      ...(standing === "linked" ? [tap(scene, view, "unlink", number, number)] : []),
      ...(leader === null ? [] : [tap(scene, view, "join", number, leader)]),
    ],
  );
}

/** Of a colleague's case nobody is told more than whose it is. */
function factsOf(scene: Scene, { customer, technician, own }: SimilarCase): readonly string[] {
  const name = cleanUserText(customer, shownLength.name);
  if (own === null) return [name, cleanUserText(technician, shownLength.name)];
  const time = formatMoment(Date.parse(own.startedAt), scene.audience);
  return [name, cleanUserText(own.title, titleLength), scene.say("similar.started", { time })];
}

/** The tap names the case it is about for those who cannot see where it stands. */
function tap(
  { say }: Scene,
  { record }: VerdictView,
  word: LinkWord,
  other: number,
  named: number,
): SimilarRow["taps"][number] {
  const number = formatRecordNumber(named);
  const target = { record: record.number, recordRevision: record.revision, other };
  return {
    text: say(`similar.${word}`, { number }),
    action: execute(say(`similar.on.${word}`, { number }), `record/${word}`, target),
  };
}

function row(runs: readonly TextRun[], taps: SimilarRow["taps"] = []): SimilarRow {
  return { runs, hasTaps: taps.length > 0, taps };
}
