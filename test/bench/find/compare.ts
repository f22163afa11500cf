import { median, quantile } from "../rounds";

/** Times the large desk may take of the small one's; what is below the floor (ms) counts as the floor. */
export const mostTimes = 1.5;
export const floor = 1;

/** Milliseconds a call took, and those the processor was busy with it; what else the machine does is no part of these. */
export interface Call {
  readonly taken: number;
  readonly worked: number;
}

/** The calls to both desks in one round, in the order they were made. */
export interface Round {
  readonly small: readonly Call[];
  readonly large: readonly Call[];
}

/** The figures of a question or of a kind of them, in milliseconds. */
export interface Figures {
  readonly small: Middle;
  readonly large: Middle;
  /** The large desk's p99 to the small one's. */
  readonly ratio: number;
  /** The p99 of every other call to the small desk to that of the calls between: what the machine alone does. */
  readonly noise: number;
  /** The large desk's work of the processor to the small one's, on the average: single calls are told too coarsely. */
  readonly work: number;
}

interface Middle {
  readonly p50: number;
  readonly p99: number;
}

/** Medians of the rounds, so that one disturbance of the machine is not taken for the product. */
export function compareRounds(rounds: readonly Round[]): Figures {
  const middleOf = (size: keyof Round): Middle => ({
    p50: median(rounds.map((round) => shareOf(round[size].map(timeOf), 0.5))),
    p99: median(rounds.map((round) => shareOf(round[size].map(timeOf), 0.99))),
  });
  const [small, large] = [middleOf("small"), middleOf("large")];
  const noise = median(rounds.map((round) => noiseOf(round.small.map(timeOf))));
  const workOf = (size: keyof Round) => median(rounds.map((round) => meanWork(round[size])));
  const work = timesOf(workOf("large"), workOf("small"));
  return { small, large, ratio: timesOf(large.p99, small.p99), noise, work };
}

function timeOf({ taken }: Call): number {
  return taken;
}

function meanWork(calls: readonly Call[]): number {
  return calls.reduce((sum, { worked }) => sum + worked, 0) / calls.length;
}

function noiseOf(times: readonly number[]): number {
  const [one = 0, other = 0] = [0, 1].map((half) =>
    shareOf(
      times.filter((_, call) => call % 2 === half),
      0.99,
    ),
  );
  return timesOf(Math.max(one, other), Math.min(one, other));
}

function shareOf(times: readonly number[], share: number): number {
  return quantile(
    times.toSorted((one, other) => one - other),
    share,
  );
}

function timesOf(more: number, less: number): number {
  return Math.max(floor, more) / Math.max(floor, less);
}
