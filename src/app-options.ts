import type { SenderSettings } from "./escalation/deliver";
import type { ReminderSettings } from "./escalation/reminder-worker";
import type { LimitMemory } from "./http/limit-memory";
import type { Logger } from "./log";
import type { Settings } from "./settings";
import type { TeamsAuthentication } from "./teams/authentication";
import type { Patience } from "./teams/open-file-keeper";

/** This instance among others of its process, one in each thread. */
export interface WorkerPlace {
  /** From 1; the first has started before the others do. */
  readonly number: number;
  /** Of the lock by which they write one at a time. */
  readonly lockMemory: SharedArrayBuffer;
  readonly limitMemory: LimitMemory;
}

/** What the product is started with. */
export interface AppOptions {
  readonly settings: Settings;
  readonly log: Logger;
  /** Where the shipped files lie; the project's root. */
  readonly root: string;
  /** The SDK's authentication, when it is not the one the settings describe (tests with a key server). */
  readonly authentication?: TeamsAuthentication;
  /** Where the keys of tabs' tokens are, when not at Entra (tests with a key server). */
  readonly tokenKeys?: URL;
  /** Absent: this instance has its process to itself. */
  readonly worker?: WorkerPlace;
  readonly now?: () => Date;
  /** How patiently files are fetched, when not as in production. */
  readonly patience?: Patience;
  /** Pace and patience of the sender, where they are not the usual ones (tests). */
  readonly sending?: Partial<SenderSettings>;
  /** How often and how many records are looked at for reminders, where it is not as usual (tests). */
  readonly reminding?: Partial<ReminderSettings>;
}

/** Whether it is here that what a whole process does once is done: in its first thread. */
export function isFirstOf({ worker }: Pick<AppOptions, "worker">): boolean {
  return worker === undefined || worker.number === 1;
}
