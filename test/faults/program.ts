import { setTimeout as wait } from "node:timers/promises";

/** One line of a program's table: a fault, how many met it, and what came of them. */
export interface FaultRow {
  readonly fault: string;
  readonly many: number;
  /** Each entry says what was lost, doubled or wrong; the table shows how many they are. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly wrong: readonly string[];
  readonly ms: number;
}

/** What is noted while one fault is tried. */
export interface Findings {
  /** So many more have met it. */
  met(count: number): void;
  lost(what: string): void;
  doubled(what: string): void;
  wrong(what: string): void;
}

/** One run of a program. */
export interface FaultRun {
  readonly isShort: boolean;
  /** Of everything that is left to chance. */
  readonly seed: number;
  /** Tries one fault and adds its line; what is thrown is wrong. `fault` may be told only at the end. */
  row(fault: string | (() => string), work: (findings: Findings) => Promise<void>): Promise<void>;
  /** Adds a sentence below the table. */
  say(sentence: string): void;
  /** Done when the program has ended, the last first. */
  defer(cleanUp: () => unknown): void;
  /** Clean-ups so far are done now: between two faults that have nothing in common. */
  cleanUp(): Promise<void>;
}

export interface FaultProgram {
  readonly name: string;
  /** What goes wrong, in a few words. */
  readonly title: string;
  /** Seconds it may take; then it is ended and has failed. */
  readonly limit: { readonly short: number; readonly long: number };
  /** Why it cannot run on this machine; null where it can. */
  readonly missing?: () => string | null;
  run(run: FaultRun): Promise<void>;
}

export interface FaultReport {
  readonly rows: readonly FaultRow[];
  readonly sentences: readonly string[];
  /** What went wrong, in words; empty when all is well. */
  readonly failures: readonly string[];
}

export interface RunOptions {
  readonly isShort: boolean;
  readonly seed: number;
  /** Told of every line as soon as it is there. */
  readonly onRow?: (row: FaultRow) => void;
}

/** Runs a program within its time. Never rejects. */
export async function runProgram(program: FaultProgram, options: RunOptions): Promise<FaultReport> {
  const rows: FaultRow[] = [];
  const sentences: string[] = [];
  const cleanUps: (() => unknown)[] = [];
  const cleanUp = async (): Promise<void> => {
    for (const work of cleanUps.splice(0).reverse()) await work();
  };
  const run: FaultRun = {
    isShort: options.isShort,
    seed: options.seed,
    say: (sentence) => sentences.push(sentence),
    defer: (work) => cleanUps.push(work),
    cleanUp,
    async row(fault, work) {
      const row = await tryFault(fault, work);
      rows.push(row);
      options.onRow?.(row);
    },
  };
  const seconds = options.isShort ? program.limit.short : program.limit.long;
  const problems = await within(seconds, () => program.run(run));
  problems.push(...(await within(60, cleanUp)));
  if (rows.length === 0) problems.push("nothing was tried");
  return { rows, sentences, failures: [...problems, ...rows.flatMap(describeFailures)] };
}

async function tryFault(
  fault: string | (() => string),
  work: (findings: Findings) => Promise<void>,
): Promise<FaultRow> {
  const found = { lost: new Array<string>(), doubled: new Array<string>(), wrong: new Array<string>() };
  let many = 0;
  const begun = performance.now();
  try {
    await work({
      met: (count) => (many += count),
      lost: (what) => found.lost.push(what),
      doubled: (what) => found.doubled.push(what),
      wrong: (what) => found.wrong.push(what),
    });
  } catch (error) {
    found.wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  const name = typeof fault === "string" ? fault : fault();
  if (many === 0) found.wrong.push("nothing met the fault");
  return { fault: name, many, ...found, ms: performance.now() - begun };
}

/** Does the work; answers what went wrong, at most that it did not end in time. */
async function within(seconds: number, work: () => Promise<void>): Promise<string[]> {
  const timer = new AbortController();
  const late = wait(seconds * 1000, [`not ended after ${seconds} s`], { signal: timer.signal, ref: true });
  try {
    return await Promise.race([work().then((): string[] => []), late.catch((): string[] => [])]);
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  } finally {
    timer.abort();
  }
}

function describeFailures({ fault, lost, doubled, wrong }: FaultRow): readonly string[] {
  const some = (kind: string, all: readonly string[]): readonly string[] => [
    ...all.slice(0, 5).map((what) => `${fault}: ${kind}: ${what}`),
    ...(all.length > 5 ? [`${fault}: ${kind}: ${all.length - 5} more`] : []),
  ];
  return [...some("lost", lost), ...some("doubled", doubled), ...some("wrong", wrong)];
}
