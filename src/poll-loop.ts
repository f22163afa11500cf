/** A look that is repeated, as long as it runs. */
export interface PollLoop {
  start(): void;
  /** Looks at once, or right after the look under way. */
  wake(): void;
  /** Ends the pause, lets the look under way end and resolves then. */
  stop(): Promise<void>;
}

/** What is looked for, how often, and what is said when it cannot be. */
export interface PollOptions {
  /** Answers after how many milliseconds to look again; null for the usual pause. */
  readonly look: (stopping: AbortSignal) => Promise<number | null>;
  /** Milliseconds between two looks. */
  readonly pollMs: number;
  /** Resolves after so many milliseconds, or when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Tells what went wrong, with ids and our own words only. */
  readonly report: (message: string, fields: Readonly<Record<string, unknown>>) => void;
  /** What is said of a look that came to nothing; the next one comes after the usual pause. */
  readonly failure: string;
  /** The first look, too, comes after a pause. */
  readonly startsLate?: boolean;
}

/** What every worker has in common: it looks, pauses and looks again until it is stopped. */
export function createPollLoop({
  look,
  pollMs,
  sleep,
  report,
  failure,
  startsLate = false,
}: PollOptions): PollLoop {
  const stopping = new AbortController();
  let alarm = new AbortController();
  let loop: Promise<void> | undefined;

  const isStopping = (): boolean => stopping.signal.aborted;

  async function run(): Promise<void> {
    if (startsLate) await sleep(pollMs, alarm.signal);
    while (!isStopping()) {
      alarm = new AbortController();
      const pause = await look(stopping.signal).catch((err: unknown) => {
        report(failure, { err });
        return null;
      });
      if (!isStopping()) await sleep(pause ?? pollMs, alarm.signal);
    }
  }

  return {
    start() {
      loop ??= run();
    },
    wake() {
      alarm.abort();
    },
    async stop() {
      stopping.abort();
      alarm.abort();
      await loop;
    },
  };
}
