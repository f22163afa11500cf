import type { Worker } from "./people";

/** What one contestant did in one round. */
export interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of the server's processor for each step; NaN where nobody asked. */
  readonly cpu: number;
}

/** Lets all workers go on side by side for so many milliseconds. */
export async function play(
  workers: readonly Worker[],
  milliseconds: number,
  readCpu: () => Promise<number>,
): Promise<Round> {
  const times: number[] = [];
  const cpuBefore = await readCpu();
  const begun = performance.now();
  await Promise.all(
    workers.map(async (worker) => {
      let last = performance.now();
      while (last - begun < milliseconds) {
        await worker.step();
        const now = performance.now();
        times.push(now - last);
        last = now;
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const cpu = (((await readCpu()) - cpuBefore) * 1000) / times.length;
  times.sort((a, b) => a - b);
  return { perSecond: times.length / seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99), cpu };
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** The middle of the rounds of one contestant. */
export function middle(rounds: readonly Round[], figure: keyof Round): number {
  return median(rounds.map((round) => round[figure]));
}

/** The slowest and the fastest round: how restless the machine was. */
export function spread(rounds: readonly Round[]): string {
  const all = rounds.map(({ perSecond }) => perSecond);
  return `${Math.min(...all).toFixed(0)}-${Math.max(...all).toFixed(0)}`;
}
