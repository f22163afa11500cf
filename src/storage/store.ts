import type { DeliveryStore } from "../escalation/delivery-store";
import type { ReminderStore } from "../escalation/reminder-store";
import type { WebhookStore } from "../escalation/webhook";
import type { PrivacyStore } from "../privacy/privacy-store";
import type { ReportStore } from "../reports/counts";
import type { CaseFileStore } from "./case-file-store";
import type { CaseStore } from "./case-store";
import type { TeamStore } from "./team-store";
import type { TurnStore } from "./turn-store";

export type * from "./case-file-store";
export type * from "./case-store";
export type * from "./team-store";
export type * from "./turn-store";

/**
 * What the use cases need of a database. Asynchronous from the first day: turns that wait together may share
 * one commit, and another engine may be remote. What an answered call has saved survives a crash.
 * Every method throws `StorageError` (errors.ts) when the engine cannot read or write.
 */
export interface Store
  extends
    TurnStore,
    CaseStore,
    CaseFileStore,
    TeamStore,
    DeliveryStore,
    ReminderStore,
    PrivacyStore,
    ReportStore,
    WebhookStore {
  /** Ends the work under way and gives the database back; nothing may be asked afterwards. */
  close(): Promise<void>;
}
