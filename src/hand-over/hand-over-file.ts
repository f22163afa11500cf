import { type CardKit, createScene, type Scene } from "../cards/card-kit";
import { caseLine, joinFacts, severityLine } from "../cards/case-words";
import { zoneOf } from "../cards/moments";
import { sayEntry } from "../cards/models/history-entries";
import { wordsOf } from "../cards/text-runs";
import type { CaseRecord, HistoryEntry } from "../records/record";
import type { HandOverContext } from "./context";
import { numberOf } from "./facts";
import { buildHandOver } from "./hand-over";
import type { HandOverText } from "./hand-over-text";

/** What the file is written with; it says everything with the kit of the cards. */
export interface FileContext extends Omit<HandOverContext, "textsOf" | "catalogue" | "nameStep"> {
  readonly kit: CardKit;
}

/** A moment no case is of: seen from then, a time is written out in full. */
const longAgo = "2000-01-01T00:00:00.000Z";

const groups = ["note", "case", "message", "customer"] as const satisfies readonly HandOverText["group"][];

/** The name of the file, "PS-000001.md". */
export function nameHandOverFile(record: CaseRecord): string {
  return `${numberOf(record)}.md`;
}

/**
 * The whole hand-over as the text of a Markdown file: every text to copy in a fence of its own, so that nothing a
 * person typed can become markup, a link or the end of the fence.
 */
export function renderHandOverFile(
  record: CaseRecord,
  history: readonly HistoryEntry[],
  { kit, ...context }: FileContext,
): string {
  const scene = createScene(kit, context.audience);
  const { textsOf, catalogue, nameStep } = kit;
  const { parts, notKnown } = buildHandOver(record, { ...context, textsOf, catalogue, nameStep });
  const sections = [
    `# ${numberOf(record)}`,
    sayHead(scene, record),
    ...groups.flatMap((group) =>
      renderGroup(
        scene,
        group,
        parts.filter((part) => part.group === group),
      ),
    ),
    ...renderNotKnown(scene, notKnown),
    ...renderFiles(scene, context.files ?? []),
    ...renderHistory(scene, history),
  ];
  return `${sections.join("\n\n")}\n`;
}

function sayHead(scene: Scene, record: CaseRecord): string {
  const route = scene.say("handover.file.route", { route: scene.say(`route.${record.verdict.route}`) });
  return `${joinFacts(scene, [caseLine(scene, record), severityLine(scene, record)])}\n\n${route}`;
}

function renderGroup(
  { say }: Scene,
  group: HandOverText["group"],
  parts: readonly HandOverText[],
): readonly string[] {
  if (parts.length === 0) return [];
  const rules = [...new Set(parts.flatMap((part) => part.rules))].join(say("handover.file.rules_joint"));
  // A group of one text needs no heading for it.
  const texts = parts.map(({ label, text }) =>
    parts.length === 1 ? fence(text) : `### ${say(label)}\n\n${fence(text)}`,
  );
  return [`## ${say(`handover.group.${group}`)}`, ...texts, say("handover.file.rules", { rules })];
}

/** The names are text of people, so they stand in a fence, too. */
function renderFiles({ say }: Scene, files: NonNullable<HandOverContext["files"]>): readonly string[] {
  if (files.length === 0) return [];
  return [`## ${say("handover.group.files")}`, fence(files.map(({ name }) => name).join("\n"))];
}

function renderNotKnown({ say }: Scene, notKnown: readonly string[]): readonly string[] {
  if (notKnown.length === 0) return [];
  const items = notKnown.map((id) => `- ${say(`evidence.item.${id}`)}`);
  return [`## ${say("handover.file.not_known")}`, items.join("\n")];
}

/** A file is read on other days and in other places, so every time in it has its date, its year and its zone. */
function renderHistory({ kit, audience, say }: Scene, history: readonly HistoryEntry[]): readonly string[] {
  if (history.length === 0) return [];
  const scene = createScene(kit, { ...audience, now: longAgo });
  const lines = history.map((entry) => wordsOf(sayEntry(scene, entry)));
  const zone = say("card.verdict.zone", { zone: zoneOf(audience) });
  return [`## ${say("handover.file.history")}`, zone, fence(lines.join("\n"))];
}

/** A fence longer than any row of backticks in the text cannot be closed by it. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}text\n${text}\n${ticks}`;
}
