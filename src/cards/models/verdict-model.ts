import type { CaseRecord } from "../../records/record";
import type { View } from "../../views";
import { type CardModel, frameCard } from "../card-model";
import type { Scene } from "../card-kit";
import { caseLine, factsOf, sayOutcome, severityLine } from "../case-words";
import { headingOf, summarise } from "../headings";
import { zoneOf } from "../moments";
import { sayResponse } from "../response-clock";
import { outcomeSigns, settledSigns } from "../signs";
import type { RunsModel, TextRun } from "../text-runs";
import { sayDifferences } from "./change-lines";
import { type CaseLinkModel, drawCaseLink } from "./case-link-model";
import { type DecidedModel, drawDecided } from "./decided-line";
import { drawEvidence, type EvidenceModel } from "./evidence-line";
import { drawFiles, type FilesModel } from "./files-model";
import { sayHistory } from "./history-entries";
import { drawLinks, type LinksModel, mostLinks } from "./links-model";
import { drawOrigin, type OriginModel } from "./origin-model";
import { drawOwnClocks, type OwnClocksModel } from "./own-clocks-model";
import { sayReasons } from "./verdict-reasons";
import { drawVerdictActions, withSend } from "./verdict-actions";
import { drawWorkaround, sayOverride, type WorkaroundModel } from "./workaround-line";
import { drawWhatIf, type WhatIfModel } from "./what-if-model";
import { drawFirstSteps, type FirstStepsModel } from "./first-steps-model";
import { drawSteps, type StepsModel } from "./steps-model";
import { sayMicrosoftCase, sayOwner, saySubject, spoken } from "./subject-lines";
import { drawSimilar, type SimilarModel } from "./similar-model";

/** The verdict card from top to bottom: who and how severe, by when, whose case, what to do, why. */
export interface VerdictModel
  extends
    CardModel,
    OriginModel,
    OwnClocksModel,
    FilesModel,
    EvidenceModel,
    WorkaroundModel,
    FirstStepsModel,
    SimilarModel,
    CaseLinkModel,
    DecidedModel,
    StepsModel,
    LinksModel {
  readonly band: {
    readonly style: string;
    /** The verdict itself, where the heading says the state of the case instead. */
    readonly verdict: string;
    readonly hasVerdict: boolean;
    readonly severity: string;
    readonly hasSeverity: boolean;
    readonly door: string;
  };
  readonly caseLine: string;
  readonly subject: readonly RunsModel[];
  readonly hasClock: boolean;
  readonly clock: {
    readonly lead: string;
    readonly detail: string;
    readonly hasDetail: boolean;
    readonly color: "Default" | "Attention";
  };
  readonly hasMind: boolean;
  readonly mindTitle: string;
  readonly mind: readonly RunsModel[];
  readonly whyTitle: string;
  readonly reasons: readonly RunsModel[];
  readonly hasMore: boolean;
  readonly more: readonly RunsModel[];
  readonly showAll: string;
  readonly showFewer: string;
  readonly whatIf: WhatIfModel;
  readonly hasHistory: boolean;
  readonly history: readonly RunsModel[];
  readonly showHistory: string;
  readonly hideHistory: string;
  readonly zone: string;
}

type VerdictView = Extract<View, { kind: "verdict" }>;

/** Teams shows at most six buttons; the record's own come first. */
const mostButtons = 6;

/** Entries of the history beside similar cases: with eight of the longest, a card would be too large for Teams. */
const besideSimilar = 4;

/** Characters from which a history is long, and how many of its entries are shown then. */
const longHistory = 1500;
const besideLong = 3;
const besideLongAndSimilar = 2;

/** The card of a decided case: who, how severe, through which door, why and what next. */
export function buildVerdict(scene: Scene, view: VerdictView): VerdictModel {
  const { say, audience } = scene;
  const { record } = view;
  const steps = scene.kit.listSteps(factsOf(record));
  const { mind, reasons, more } = sayReasons(scene, record, steps);
  const history = sayShortened(scene, view);
  const actionRows = drawVerdictActions(scene, record);
  const firstSteps = drawFirstSteps(scene, record);
  const taken = actionRows.flatMap(({ actions }) => actions).length + (firstSteps.hasFirstSteps ? 1 : 0);
  const links = drawLinks(scene, record, Math.min(mostLinks, mostButtons - taken));
  const linked = links.linkRows.flatMap(({ actions }) => actions).length;
  return {
    ...frameCard(scene, {
      heading: headingOf(scene, view),
      summary: summarise(scene, view),
      notice: view.notice,
      lines: sayDifferences(scene, view.notice, record, view.history),
      actionRows: withSend(scene, record, actionRows, taken + linked),
    }),
    ...drawBand(scene, record),
    ...drawEvidence(scene, record),
    caseLine: caseLine(scene, record),
    subject: sayLines(scene, record).map((runs) => ({ runs })),
    ...drawWorkaround(scene, record),
    ...drawOrigin(scene, record.source),
    ...drawFiles(scene, view.files ?? []),
    ...drawClock(scene, view),
    ...drawOwnClocks(scene, record, view.history),
    hasMind: mind.length > 0,
    mindTitle: say("card.verdict.mind"),
    mind,
    ...drawSteps(scene, record, steps),
    ...links,
    ...firstSteps,
    ...drawSimilar(scene, view),
    whyTitle: say("card.verdict.why"),
    reasons,
    hasMore: more.length > 0,
    more,
    showAll: say("card.verdict.all_reasons", { total: record.verdict.ruleIds.length }),
    showFewer: say("card.verdict.fewer_reasons"),
    whatIf: drawWhatIf(scene, record, history.length),
    hasHistory: history.length > 0,
    history: history.map((runs) => ({ runs })),
    showHistory: say("card.verdict.show_history"),
    hideHistory: say("card.verdict.hide_history"),
    zone: say("card.verdict.zone", { zone: zoneOf(audience) }),
    ...drawDecided(scene, record),
    ...drawCaseLink(scene, record),
  };
}

/** The history, with one entry less where long notes would make the card too large. */
function sayShortened(scene: Scene, { history, similar }: VerdictView): ReturnType<typeof sayHistory> {
  const shown = similar === undefined ? undefined : besideSimilar;
  const said = sayHistory(scene, history, shown);
  const length = said.flat().reduce((sum, { text }) => sum + text.length, 0);
  if (length <= longHistory) return said;
  return sayHistory(scene, history, similar === undefined ? besideLong : besideLongAndSimilar);
}

function drawBand(scene: Scene, record: CaseRecord): Pick<VerdictModel, "band"> {
  const { outcome, route } = record.verdict;
  const settled = settledSigns[record.state];
  const { style } = settled ?? outcomeSigns[outcome];
  // What was decided must not read as what is to do now.
  const decided = sayOutcome(scene, outcome, record.verdict.row);
  const verdict = settled === undefined ? "" : scene.say("card.verdict.was", { verdict: decided });
  const severity = severityLine(scene, record);
  const door = scene.say("card.verdict.door", { route: scene.say(`route.${route}`) });
  return {
    band: { style, verdict, hasVerdict: verdict !== "", severity, hasSeverity: severity !== "", door },
  };
}

/** Whose case it is, Microsoft's number for it, who has it, and why its severity is another than the rules'. */
function sayLines(scene: Scene, record: CaseRecord): readonly (readonly TextRun[])[] {
  const { owner, override } = record;
  return spoken([
    ...saySubject(scene, record),
    ...sayMicrosoftCase(scene, record),
    ...(owner === undefined ? [] : [sayOwner(scene, record)]),
    ...(override === undefined ? [] : [sayOverride(scene, override)]),
  ]);
}

function drawClock(scene: Scene, { record, history }: VerdictView): Pick<VerdictModel, "hasClock" | "clock"> {
  const clock = sayResponse(scene, record, history);
  if (clock === null)
    return { hasClock: false, clock: { lead: "", detail: "", hasDetail: false, color: "Default" } };
  const { lead, detail, overdue } = clock;
  const color = overdue ? "Attention" : "Default";
  return { hasClock: true, clock: { lead, detail, hasDetail: detail !== "", color } };
}
