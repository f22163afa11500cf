import { type AppOptions, isFirstOf } from "./app-options";
import type { ClockRules } from "./clocks/clock";
import { createCalendarOf } from "./escalation/case-hours";
import { type AdjustableClock, createAdjustableClock } from "./local-chat/adjustable-clock";
import { measureCase } from "./reports/case-facts";
import type { Settings } from "./settings";
import { type DatabaseGuard, openDatabaseGuard } from "./storage/database-guard";
import { openStore, type SharedDatabase } from "./storage/open-store";
import type { Measure } from "./storage/save-facts";
import type { Store } from "./storage/store";
import { createThreadLock } from "./storage/thread-lock";

/** The one database of a process, and by which clock its leases and due times go. */
export interface Database {
  readonly engine: Store;
  readonly guard: DatabaseGuard;
  /** By the database's own clock; only the local chat can move it. */
  readonly clock: AdjustableClock;
}

/** Opens what the settings name; `clocks` are what its cases are measured by for reports. Throws a StorageError. */
export async function openDatabase(options: AppOptions, clocks: ClockRules): Promise<Database> {
  const { settings, log, now } = options;
  const guard = await openDatabaseGuard(settings.database, {
    localNow: () => Date.now(),
    report: (message, fields) => {
      log.warn(fields, message);
    },
  });
  const clock = createAdjustableClock(now ?? (() => new Date(Date.now() + guard.aheadMs())));
  try {
    const measure = createMeasure(clocks, settings);
    return { engine: await openStore(settings.database, measure, shareDatabase(options)), guard, clock };
  } catch (error) {
    guard.close();
    throw error;
  }
}

/** Response times count by the calendar of the team that has the case. */
function createMeasure(clocks: ClockRules, { business }: Settings): Measure {
  const calendarOf = createCalendarOf(clocks.calendar, business);
  return (record, history, country) =>
    measureCase({ record, history }, { ...clocks, calendar: calendarOf(country) });
}

function shareDatabase({ worker, settings }: AppOptions): SharedDatabase | undefined {
  if (worker === undefined) return undefined;
  return {
    isFirst: isFirstOf({ worker }),
    lock: createThreadLock(worker.lockMemory, worker.number),
    threads: settings.workers,
  };
}
