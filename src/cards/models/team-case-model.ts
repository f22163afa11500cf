import { isUnfinished } from "../../records/life-cycle";
import type { CaseRecord } from "../../records/record";
import { severityOf } from "../../records/severity";
import type { View } from "../../views";
import type { Severity } from "../../vocabulary";
import { type ActionRow, type CardModel, frameCard, inRows, openUrl } from "../card-model";
import type { Scene } from "../card-kit";
import { factsOf, joinFacts, sayOutcome, severityLine } from "../case-words";
import { headingOf, summarise } from "../headings";
import { sayResponse } from "../response-clock";
import { type BandStyle, settledSigns } from "../signs";
import { run, strong, type TextRun } from "../text-runs";
import { type CaseLinkModel, drawCaseLink } from "./case-link-model";
import { drawEvidence } from "./evidence-line";
import { mostLinks } from "./links-model";
import { sayMicrosoftCase, sayOwner, saySubject, spoken } from "./subject-lines";
import { drawTeamActions } from "./team-actions";

/** What a team's channel reads of a case: enough to decide whose it is and what comes next. */
export interface TeamCaseModel extends CardModel, CaseLinkModel {
  readonly band: {
    readonly style: BandStyle;
    readonly severity: string;
    readonly hasSeverity: boolean;
    /** Without the number, which the heading has. Nothing where the heading says the state as well. */
    readonly state: string;
    readonly hasState: boolean;
  };
  readonly lines: readonly { readonly runs: readonly TextRun[]; readonly spacing: "Medium" | "Small" }[];
  readonly linkRows: readonly ActionRow[];
}

type TeamCaseView = Extract<View, { kind: "team_case" }>;

const severityStyles: Readonly<Record<Severity, BandStyle>> = {
  A: "attention",
  B: "warning",
  C: "accent",
  non_break_fix: "emphasis",
};

/** The card of a case in a channel, the same for everybody who reads it. */
export function buildTeamCase(scene: Scene, view: TeamCaseView): TeamCaseModel {
  const { record } = view;
  const severity = severityLine(scene, record);
  const hasState = settledSigns[record.state] === undefined;
  return {
    ...frameCard(scene, {
      heading: headingOf(scene, view),
      summary: summarise(scene, view),
      notice: view.notice,
      actionRows: drawTeamActions(scene, record),
    }),
    band: {
      style: styleOf(record),
      severity,
      hasSeverity: severity !== "",
      state: hasState ? scene.say(`state.${record.state}`) : "",
      hasState,
    },
    lines: sayLines(scene, view).map((runs, at) => ({ runs, spacing: at === 0 ? "Medium" : "Small" })),
    linkRows: inRows(drawLinks(scene, record)),
    ...drawCaseLink(scene, record),
  };
}

/** What has ended is green whatever it was. */
function styleOf(record: CaseRecord): BandStyle {
  const severity = severityOf(record);
  if (!isUnfinished(record.state)) return settledSigns[record.state]?.style ?? "good";
  return severity === null ? "emphasis" : severityStyles[severity];
}

function sayLines(scene: Scene, view: TeamCaseView): readonly (readonly TextRun[])[] {
  const { record } = view;
  const { evidence, hasEvidence } = drawEvidence(scene, record);
  return spoken([
    ...saySubject(scene, record),
    [run(sayImpact(scene, record))],
    sayWhy(scene, record),
    ...sayClock(scene, view),
    sayOwner(scene, record),
    [run(hasEvidence ? evidence : "")],
    ...sayMicrosoftCase(scene, record),
  ]);
}

/** "Impact: critical · Production", as far as it was asked. */
function sayImpact(scene: Scene, { answers }: CaseRecord): string {
  const { say } = scene;
  const facts = (["impact", "environment"] as const).map((id) => {
    const value = answers[id];
    return value === undefined ? "" : say(`value.${id}.${value}`);
  });
  return joinFacts(scene, facts);
}

/** Through which door, and the first of the rules that rests on; the outcome, where the heading does not say it. */
function sayWhy({ kit, say, audience }: Scene, { state, verdict }: CaseRecord): readonly TextRun[] {
  const door = say("card.verdict.door", { route: say(`route.${verdict.route}`) });
  const decided = sayOutcome({ kit, say, audience }, verdict.outcome, verdict.row);
  const outcome = settledSigns[state] === undefined ? "" : say("card.verdict.was", { verdict: decided });
  const [reason] = kit.explain(verdict.ruleIds, audience.language);
  const why = reason === undefined ? "" : say("team.why", { reason: reason.text, rule: reason.ruleId });
  const dot = say("card.dot");
  return [
    run(door, strong),
    ...[outcome, why].filter((fact) => fact !== "").map((fact) => run(`${dot}${fact}`)),
  ];
}

function sayClock(scene: Scene, { record, history }: TeamCaseView): readonly (readonly TextRun[])[] {
  const clock = sayResponse(scene, record, history);
  if (clock === null) return [];
  const { lead, detail, overdue } = clock;
  // What is late stands on a line of its own, which eyes find from afar.
  if (overdue) return [[run(lead, strong)], [run(detail, { color: "Attention" })]];
  const dot = scene.say("card.dot");
  return [[run(lead, strong), ...(detail === "" ? [] : [run(dot), run(detail)])]];
}

function drawLinks({ kit, say }: Scene, record: CaseRecord) {
  return kit
    .buildLinks(factsOf(record))
    .filter((link) => "url" in link)
    .slice(0, mostLinks)
    .map(({ label, url }) => openUrl(`↗ ${say(label)}`, url, false));
}
