import { describeReport } from "../../reports/describe-report";
import type { QuestionView, View } from "../../views";
import type { Scene } from "../card-kit";
import { type CardModel, execute, frameCard, inRows, openUrl } from "../card-model";
import { headingOf, summarise } from "../headings";
import { nameReport } from "../name-report";
import { drawInputs, type InputModel } from "./input-model";
import { drawReport, type ReportBlock } from "./report-bars";

type ReportView = Extract<View, { kind: "report" }>;

/** A report: figures in words, bars that need no chart to be understood, and what they are drawn of. */
export interface ReportModel extends CardModel {
  readonly lead: string;
  readonly empty: string;
  readonly isEmpty: boolean;
  readonly facts: readonly { readonly title: string; readonly value: string }[];
  readonly blocks: readonly ReportBlock[];
  readonly showTables: string;
  readonly hideTables: string;
  /** What the line above changes: every bar, every table and both lines. */
  readonly toggled: readonly string[];
  readonly hasFoot: boolean;
  readonly foot: string;
  readonly inputs: readonly InputModel[];
}

/** Channels one can choose from on a card; the tab has all of them. */
const mostChannels = 30;

/** The periods a card offers, in weeks. */
export const reportWeeks = ["1", "4", "12", "26", "52"] as const;

/** What became of the cases of a period, as bars and as tables. */
export function buildReport(scene: Scene, view: ReportView): ReportModel {
  const { say, kit } = scene;
  const { report, channels } = view.read;
  const words = nameReport(scene, channels);
  const isEmpty = report.groups.kinds.length === 0;
  const blocks = isEmpty ? [] : drawReport(report, words);
  const link = kit.linkToReports?.() ?? null;
  const refresh = execute(say("report.show"), "report/show", {}, { primary: true, withInputs: true });
  return {
    ...frameCard(scene, {
      heading: headingOf(scene, view),
      summary: summarise(scene, view),
      notice: view.notice,
      actionRows: inRows([
        ...(view.isDigest ? [] : [refresh]),
        ...(link === null ? [] : [openUrl(`↗ ${say("report.open")}`, link, false)]),
      ]),
    }),
    lead: sayLead(scene, view),
    isEmpty,
    empty: say("report.nothing"),
    facts: isEmpty
      ? []
      : describeReport(report, words).figures.map(({ label, text }) => ({ title: label, value: text })),
    blocks,
    showTables: say("report.tables"),
    hideTables: say("report.bars"),
    toggled: [
      ...blocks.flatMap(({ barsId, tableId }) => [barsId, tableId]),
      ...(isEmpty ? [] : ["showTables", "hideTables"]),
    ],
    hasFoot: view.isDigest,
    foot: view.isDigest ? say("report.stop") : "",
    inputs: view.isDigest ? [] : drawInputs(scene, askWhat(scene, view)),
  };
}

/** The period and whose cases: "2 Nov to 26 Nov · Escalations". */
function sayLead(scene: Scene, view: ReportView): string {
  const { say } = scene;
  const { from, to } = view.read.report.period;
  const { date } = nameReport(scene, view.read.channels);
  const period = say("report.period", { from: date(from, "day"), to: date(to, "day") });
  return say("report.lead", { period, scope: sayScope(scene, view) });
}

function sayScope(scene: Scene, { read, isDigest }: ReportView): string {
  const { say } = scene;
  if (isDigest) return say("report.scope.team");
  const { team } = read.filter;
  if (team !== undefined && read.channels.has(team)) return nameReport(scene, read.channels).team(team);
  return say(`report.scope.${read.report.scope}`);
}

function askWhat({ say }: Scene, { read, weeks }: ReportView): readonly QuestionView[] {
  const shared = {
    kind: "choice",
    ...{ hint: "", placeholder: "", required: true, errorMessage: say("error.required"), error: "" },
  } as const;
  const { team } = read.filter;
  const channels = [...read.channels].slice(0, mostChannels);
  const isListed = team !== undefined && channels.some(([id]) => id === team);
  return [
    {
      ...shared,
      id: "reportWeeks",
      label: say("report.weeks.label"),
      options: reportWeeks.map((value) => ({ value, title: say(`report.weeks.${value}`) })),
      value: String(weeks),
    },
    {
      ...shared,
      id: "reportTeam",
      label: say("report.team"),
      options: [
        { value: "all", title: say("report.allTeams") },
        ...channels.map(([value, title]) => ({ value, title })),
      ],
      value: isListed ? team : "all",
    },
  ];
}
