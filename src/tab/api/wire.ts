import type { z } from "zod";
import type * as wire from "../../http/api/wire";

// The very schemas the server writes with, so that the tab cannot drift from them.
export type RecordSummary = Readonly<z.infer<typeof wire.RecordSummary>>;
export type RecordDetail = Readonly<z.infer<typeof wire.RecordDetail>>;
export type RecordList = Readonly<z.infer<typeof wire.RecordList>>;
export type RecordHistory = Readonly<z.infer<typeof wire.RecordHistory>>;
export type HistoryEntry = RecordHistory["entries"][number];
