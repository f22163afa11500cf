import type { CaseRecord, HistoryEntry } from "../../records/record";
import type { Notice } from "../../views";
import type { Scene } from "../card-kit";
import { sayOutcome } from "../case-words";
import { isOneOf, outcomes, type Severity, severities } from "../../vocabulary";
import { run, sayRuns, strong, subtle, type TextRun } from "../text-runs";
import { sayChange, sayWho } from "./history-entries";

const shownLines = 6;

/** What others changed while a person was typing, each with who did it and when. */
export function sayOthersChanges(
  scene: Scene,
  changes: readonly HistoryEntry[] = [],
): readonly (readonly TextRun[])[] {
  return changes
    .slice(-shownLines)
    .map((entry) => [run("› "), ...sayChange(scene, entry), run(`  ${sayWho(scene, entry)}`, subtle)]);
}

const decidedAgain: readonly Notice["key"][] = ["answers_changed"];

/**
 * After the verdict was decided again: "Severity B → A", then the answers it changed because of; or that it stays.
 * Empty where the notice speaks of something else.
 */
export function sayDifferences(
  scene: Scene,
  notice: Notice | undefined,
  record: CaseRecord,
  history: readonly HistoryEntry[],
): readonly (readonly TextRun[])[] {
  if (notice === undefined || !decidedAgain.includes(notice.key)) return [];
  const lines = history.filter(({ revision }) => revision === record.revision);
  if (lines.length === 0) return [];
  const answers = lines
    .filter(({ field }) => field !== "verdict" && field !== "severity")
    .slice(0, shownLines);
  const decided = lines
    .filter(({ field }) => field === "verdict")
    .flatMap((line) => sayVerdictChange(scene, line));
  const verdict = decided.length > 0 ? decided : [[run(scene.say("card.difference.same"), strong)]];
  // Another door alone is no other verdict: nothing follows "because" then.
  const lead = scene.say(decided.length > 0 ? "card.difference.because" : "card.difference.answer");
  return [...verdict, ...answers.map((line) => [run(`${lead} `, subtle), ...sayChange(scene, line)])];
}

interface Decided {
  readonly outcome: string;
  readonly severity: string;
}

/** The old and the new class, and the old and the new outcome, as far as they differ. */
function sayVerdictChange(scene: Scene, { old, new: now }: HistoryEntry): readonly (readonly TextRun[])[] {
  const before = readDecided(scene, old);
  const after = readDecided(scene, now);
  const parts = (["severity", "outcome"] as const).filter((part) => before[part] !== after[part]);
  return parts.map((part) =>
    sayRuns(scene.say, "card.difference.changed", { old: before[part], new: after[part] }),
  );
}

/** A verdict stands in the history as "outcome severity row". */
function readDecided(scene: Scene, value: string | null): Decided {
  const [outcome, severity, row = ""] = (value ?? "").split(" ");
  return {
    outcome: isOneOf(outcomes, outcome) ? sayOutcome(scene, outcome, row) : "–",
    severity: isOneOf<Severity>(severities, severity) ? scene.say(`severity.${severity}`) : "–",
  };
}
