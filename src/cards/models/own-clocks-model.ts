import { sayClock } from "../../clocks/clock-sentences";
import type { ClockReading } from "../../clocks/clock";
import { readClocks } from "../../clocks/read-clocks";
import type { CaseRecord, HistoryEntry } from "../../records/record";
import type { Scene } from "../card-kit";
import { createClockWords } from "../clock-words";

/** The partner's own clocks that run: nobody has taken it, nobody writes, its own promises to the customer. */
export interface OwnClocksModel {
  readonly ownClocks: readonly OwnClock[];
}

/** One promise of the partner's own, and whether it is overdue. */
export interface OwnClock {
  readonly text: string;
  readonly color: "Default" | "Attention";
}

/** Says how each of them stands; Microsoft's first response has a place of its own on the card. */
export function drawOwnClocks(
  scene: Scene,
  record: CaseRecord,
  history: readonly HistoryEntry[],
): OwnClocksModel {
  const { kit, audience, say } = scene;
  // What was joined to another case is looked after there; without its history nothing is known of a case.
  if (kit.clocks === undefined || record.parent !== undefined || history.length === 0)
    return { ownClocks: [] };
  const words = createClockWords(scene);
  const now = Date.parse(audience.now);
  const { plan } = kit.clocks;
  const clocks = readClocks({ record, history }, kit.clocks).filter(
    (reading) =>
      isShown(reading, now) && (isOwnTarget(reading) || plan[reading.clock].states.includes(record.state)),
  );
  const lines = clocks.flatMap((reading) => {
    const sentence = sayClock(reading, audience.now, words);
    if (sentence === null) return [];
    const color = isOver(reading, now) ? ("Attention" as const) : ("Default" as const);
    return [{ text: say(sentence.key, sentence.values), color }];
  });
  // Both promises stand still with the same sentence.
  return { ownClocks: [...new Map(lines.map((line) => [line.text, line])).values()] };
}

const minute = 60_000;

/** That nobody writes is worth a line only when it has lasted too long: after each note it begins anew. */
function isShown(reading: ClockReading, now: number): boolean {
  if (reading.clock === "response_due") return false;
  // A case that was sent this moment has kept nobody waiting.
  if (reading.clock === "untaken") return now - reading.since >= minute;
  return reading.clock !== "silence" || isOver(reading, now);
}

/** These say that they stand still; the others mean nothing where nobody is reminded. */
function isOwnTarget({ clock }: ClockReading): boolean {
  return clock === "own_target_update" || clock === "own_target_resolve";
}

function isOver({ dueAt }: ClockReading, now: number): boolean {
  return dueAt !== null && dueAt <= now;
}
