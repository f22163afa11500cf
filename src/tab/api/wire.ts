import type { z } from "zod";
import type * as wire from "../../http/api/wire";
import type * as page from "../../http/api/wire-page";
import type * as webhook from "../../http/api/wire-webhook";
import type * as report from "../../http/api/wire-report";

// The very schemas the server writes with, so that the tab cannot drift from them.
/** A row of the list. */
export type ListedRecord = Readonly<z.infer<typeof wire.ListedRecord>>;
/** A case without the words of its page, as changes answer it. */
export type RecordDetail = Readonly<z.infer<typeof wire.RecordDetail>>;
/** Some rows, and where they go on. */
export type RecordList = Readonly<z.infer<typeof wire.RecordList>>;
/** All that was changed of a case, as it was kept. */
export type RecordHistory = Readonly<z.infer<typeof wire.RecordHistory>>;
/** One change of one field. */
export type HistoryEntry = RecordHistory["entries"][number];

/** A case with everything its page says, in the reader's language. */
export type CasePage = Readonly<z.infer<typeof page.CasePage>>;
/** The questions of a form of the cards, with what they are filled in with. */
export type CaseForm = Readonly<z.infer<typeof page.CaseForm>>;
/** Who asks, what they may see and choose from. */
export type Me = Readonly<z.infer<typeof page.Me>>;
/** The figures of a period and scope. */
export type Report = Readonly<z.infer<typeof report.ReportAnswer>>;
/** One part of a report: a chart and the table behind it. */
export type ReportSection = Report["sections"][number];

/** The programs that are told of changes, without their secrets. */
export type WebhookList = Readonly<z.infer<typeof webhook.WebhookList>>;
/** One of them, and how it stands with it. */
export type ListedWebhook = WebhookList["webhooks"][number];
/** A program as a change of it is answered. */
export type WebhookSummary = Readonly<z.infer<typeof webhook.WebhookSummary>>;
/** A program with its secret, which is answered once. */
export type WebhookSecret = Readonly<z.infer<typeof webhook.WebhookSecret>>;
