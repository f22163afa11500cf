import { median } from "../rounds";
import { type Call, compareRounds, type Figures, mostTimes, type Round } from "./compare";
import { countRows } from "./count-rows";
import type { Place } from "./places";
import type { Question } from "./questions";

/** What came of asking both desks. */
export interface Told {
  readonly question: Question;
  readonly rounds: readonly Round[];
  readonly figures: Figures;
  /** Cases shown by the small and by the large desk. */
  readonly rows: readonly [number, number];
  /** Customers have about as many cases each. */
  readonly isAlike: boolean;
}

export interface Pace {
  readonly rounds: number;
  readonly calls: number;
  /** How often it is asked again where the large desk seems slow; all rounds count. */
  readonly again: number;
}

const warming = 10;

/** Asks both desks in turns, so that whatever else the machine does falls on both alike. */
export async function askBoth(
  question: Question,
  [small, large]: readonly [Place, Place],
  pace: Pace,
): Promise<Told> {
  const rows = [await countShown(question, small), await countShown(question, large)] as const;
  const rounds: Round[] = [];
  let figures: Figures;
  let times = 0;
  do {
    for (let round = 0; round < pace.rounds; round += 1)
      rounds.push(await playRound(question, [small, large], rounds.length * pace.calls, pace.calls));
    figures = compareRounds(rounds);
    times += 1;
  } while (figures.ratio > mostTimes && times <= pace.again);
  const isAlike = Math.abs(rows[0] - rows[1]) <= 0.1 * Math.max(...rows);
  return { question, rounds, figures, rows, isAlike };
}

async function countShown(question: Question, place: Place): Promise<number> {
  const shown: number[] = [];
  for (let call = 0; call < warming; call += 1) shown.push(countRows((await place.ask(question, call)).text));
  return median(shown);
}

async function playRound(
  question: Question,
  [small, large]: readonly [Place, Place],
  first: number,
  calls: number,
): Promise<Round> {
  const times = { small: new Array<Call>(), large: new Array<Call>() };
  for (let call = 0; call < calls; call += 1)
    for (const size of call % 2 === 0 ? (["small", "large"] as const) : (["large", "small"] as const)) {
      const place = size === "small" ? small : large;
      const { taken, worked } = await place.ask(question, first + call);
      times[size].push({ taken, worked });
    }
  return times;
}
