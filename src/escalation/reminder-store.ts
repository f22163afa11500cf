import type { NewDelivery } from "./delivery";

/** Which record of which tenant. */
export interface RecordName {
  readonly tenantId: string;
  readonly number: number;
}

/** Records whose time to be looked at has come. */
export interface RecordClaim {
  readonly claimed: readonly RecordName[];
  /** When the next one is to be looked at, those just taken too, should nothing become of them; null for never. */
  readonly next: string | null;
}

/** A reminder that was planned; moments are ISO text in UTC. */
export interface SaidReminder {
  readonly key: string;
  readonly at: string;
}

/** What a look at a record has led to. */
export interface ReminderChange extends RecordName {
  /** The revision that was looked at. */
  readonly expectedRevision: number;
  readonly at: string;
  readonly keys: readonly string[];
  /** The messages for those of the keys that were never said before; not asked when there are none. */
  readonly deliveries: (fresh: ReadonlySet<string>) => readonly NewDelivery[];
  /** Null when nothing is to come unless the record changes. */
  readonly nextLookAt: string | null;
  /** When something about the record is or was due; null where nothing is. */
  readonly dueAt: string | null;
  /** Whose moment that is. */
  readonly dueClock?: string | null;
}

/** Reminders that could not be said in time. */
export interface ReturnedReminders extends RecordName {
  readonly keys: readonly string[];
  /** When they were planned. */
  readonly plannedAt: string;
  /** When the record is to be looked at again. */
  readonly lookAt: string;
}

/** What reminders need of a database. Saving a record that has something to come makes it due for a look. */
export interface ReminderStore {
  /** Takes records that are due for a look, the longest due first; without an answer they are due again later. */
  claimDueRecords(now: string, limit: number, leaseMs: number): Promise<RecordClaim>;
  /**
   * Saves each key once for ever, the messages of those that are new, and when to look again, all or nothing;
   * false when the record has changed since, which makes it due for another look.
   */
  saveReminders(change: ReminderChange): Promise<boolean>;
  /** All reminders of a record that were planned. */
  saidReminders(record: RecordName): Promise<readonly SaidReminder[]>;
  /** Counts reminders as never said, if they are still those of that plan. */
  returnReminders(returned: ReturnedReminders): Promise<void>;
}
