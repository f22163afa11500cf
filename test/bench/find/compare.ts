import { median, quantile } from "../rounds";

/** Times the large desk may take of the small one's; what is below the floor (ms) counts as the floor. */
export const mostTimes = 1.5;
export const floor = 1;

/** Milliseconds of the calls to both desks in one round, in the order they were made. */
export interface RoundTimes {
  readonly small: readonly number[];
  readonly large: readonly number[];
}

/** The figures of a question or of a kind of them, in milliseconds. */
export interface Figures {
  readonly small: Middle;
  readonly large: Middle;
  /** The large desk's p99 to the small one's. */
  readonly ratio: number;
  /** The p99 of every other call to the small desk to that of the calls between: what the machine alone does. */
  readonly noise: number;
}

interface Middle {
  readonly p50: number;
  readonly p99: number;
}

/** Medians of the rounds, so that one disturbance of the machine is not taken for the product. */
export function compareRounds(rounds: readonly RoundTimes[]): Figures {
  const middleOf = (size: keyof RoundTimes): Middle => ({
    p50: median(rounds.map((round) => shareOf(round[size], 0.5))),
    p99: median(rounds.map((round) => shareOf(round[size], 0.99))),
  });
  const [small, large] = [middleOf("small"), middleOf("large")];
  const noise = median(rounds.map(({ small: times }) => noiseOf(times)));
  return { small, large, ratio: atLeast(large.p99) / atLeast(small.p99), noise };
}

function noiseOf(times: readonly number[]): number {
  const [one, other] = [0, 1].map((half) =>
    shareOf(
      times.filter((_, call) => call % 2 === half),
      0.99,
    ),
  );
  const both = [atLeast(one ?? 0), atLeast(other ?? 0)];
  return Math.max(...both) / Math.min(...both);
}

function shareOf(times: readonly number[], share: number): number {
  return quantile(
    times.toSorted((one, other) => one - other),
    share,
  );
}

function atLeast(milliseconds: number): number {
  return Math.max(floor, milliseconds);
}
