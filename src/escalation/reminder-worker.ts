import { createPollLoop, type PollLoop } from "../poll-loop";
import { type LookTools, lookAtRecord } from "./look-at-record";
import type { RecordName } from "./reminder-store";

/** How often and how many records are looked at. */
export interface ReminderSettings {
  /** How many records are looked at together. */
  readonly batch: number;
  /** Milliseconds after which another look may take a record of which nothing was heard. */
  readonly leaseMs: number;
  /** Milliseconds between two looks when nothing is known to be due; how late a reminder may be. */
  readonly pollMs: number;
}

const defaults: ReminderSettings = { batch: 64, leaseMs: 60_000, pollMs: 15_000 };

/** What the worker works with; the settings that are left out are the usual ones. */
export interface ReminderWorkerOptions extends LookTools {
  /** Resolves after so many milliseconds, or when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Tells what went wrong, with ids and our own words only. */
  readonly report: (message: string, fields: Readonly<Record<string, unknown>>) => void;
  readonly settings?: Partial<ReminderSettings>;
}

/** Looks at records when their time has come, and saves their reminders, as long as it runs. */
export type ReminderWorker = PollLoop;

/**
 * Makes it; it looks when it is started. A record that cannot be looked at is reported and taken again after its
 * lease.
 */
export function createReminderWorker({
  sleep,
  report,
  settings,
  ...tools
}: ReminderWorkerOptions): ReminderWorker {
  const { store, now } = tools;
  const { batch, leaseMs, pollMs } = { ...defaults, ...settings };
  async function lookSafely(name: RecordName): Promise<void> {
    await lookAtRecord(name, tools).catch((error: unknown) => {
      // Its lease ends it: then another look takes it. The others are not to wait for one that cannot be read.
      report("a record could not be looked at", { err: error, tenantId: name.tenantId, record: name.number });
    });
  }

  /** Looks at what is due; answers after how many milliseconds to look again. */
  async function look(): Promise<number> {
    const { claimed } = await store.claimDueRecords(now().toISOString(), batch, leaseMs);
    await Promise.all(claimed.map(lookSafely));
    // A short pause lets the turns of people through between two full batches.
    return claimed.length === batch ? 1 : pollMs;
  }

  return createPollLoop({ look, pollMs, sleep, report, failure: "the reminders could not be looked for" });
}
