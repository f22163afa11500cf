import type { z } from "zod";
import type * as wire from "../../http/api/wire";
import type * as page from "../../http/api/wire-page";
import type * as webhook from "../../http/api/wire-webhook";
import type * as report from "../../http/api/wire-report";

// The very schemas the server writes with, so that the tab cannot drift from them.
export type ListedRecord = Readonly<z.infer<typeof wire.ListedRecord>>;
export type RecordDetail = Readonly<z.infer<typeof wire.RecordDetail>>;
export type RecordList = Readonly<z.infer<typeof wire.RecordList>>;
export type RecordHistory = Readonly<z.infer<typeof wire.RecordHistory>>;
export type HistoryEntry = RecordHistory["entries"][number];

export type CasePage = Readonly<z.infer<typeof page.CasePage>>;
export type CaseForm = Readonly<z.infer<typeof page.CaseForm>>;
export type Me = Readonly<z.infer<typeof page.Me>>;
export type Report = Readonly<z.infer<typeof report.ReportAnswer>>;
export type ReportSection = Report["sections"][number];

export type WebhookList = Readonly<z.infer<typeof webhook.WebhookList>>;
export type ListedWebhook = WebhookList["webhooks"][number];
export type WebhookSecret = Readonly<z.infer<typeof webhook.WebhookSecret>>;
