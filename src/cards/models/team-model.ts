import { isFault, type Finding } from "../../escalation/self-test";
import type { View } from "../../views";
import { frameCard } from "../card-model";
import type { Scene } from "../card-kit";
import { headingOf, summarise } from "../headings";
import { run, sayRuns, strong, type TextRun } from "../text-runs";
import { cleanUserText, shownLength } from "../user-text";
import type { PlainModel } from "./plain-model";
import { sayChannelCommands } from "./channel-commands";

type TeamView = Extract<View, { readonly kind: "team_welcome" | "self_test" }>;

/** A card for a whole team: the welcome, or the self-test. */
export function buildTeam(scene: Scene, view: TeamView): PlainModel {
  const paragraphs =
    view.kind === "team_welcome" ? sayWelcome(scene, view.by) : sayTest(scene, view.findings);
  return {
    ...frameCard(scene, {
      heading: headingOf(scene, view),
      summary: summarise(scene, view),
      notice: view.notice,
      actionRows: [],
    }),
    paragraphs: paragraphs.map((runs) => ({ runs })),
  };
}

function sayWelcome(scene: Scene, by: string): readonly (readonly TextRun[])[] {
  const { say } = scene;
  const name = cleanUserText(by, shownLength.name);
  return [
    name === "" ? [run(say("setup.added"))] : sayRuns(say, "setup.added_by", { name }),
    [run(say("setup.can"))],
    [run(say("setup.mention"))],
    ...sayChannelCommands(scene),
  ];
}

function sayTest({ say }: Scene, findings: readonly Finding[] | null): readonly (readonly TextRun[])[] {
  if (findings === null) return [[run(say("selfTest.testing"))]];
  const faults = findings.filter(isFault);
  const well = findings.filter((finding) => !isFault(finding));
  const result =
    faults.length === 0 ? say("selfTest.all_well") : say("selfTest.faults", { number: faults.length });
  // What is to be mended is read first.
  return [[run(result, strong)], ...[...faults, ...well].map((finding) => sayFinding(say, finding))];
}

function sayFinding(say: Scene["say"], finding: Finding): readonly TextRun[] {
  const sign = isFault(finding) ? run("✕ ", { weight: "Bolder", color: "Attention" }) : run("✓ ");
  if (finding.check === "no_routes") return [run(`› ${say("selfTest.no_routes")}`)];
  if (finding.check === "route") {
    const channel = cleanUserText(finding.channelName, shownLength.name);
    return [sign, ...sayRuns(say, `selfTest.route.${finding.state ?? "unheard"}`, { channel })];
  }
  const { check, fault } = finding;
  if (fault === null) return [sign, run(say(`selfTest.${check}.well`))];
  const wrong = say(`selfTest.${check}.wrong`);
  // That it failed has been said already.
  return [sign, run(fault === "failed" ? wrong : `${wrong} ${say(`selfTest.fault.${fault}`)}`)];
}
