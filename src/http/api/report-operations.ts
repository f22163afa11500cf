import { ReportAnswer, ReportParameters } from "./wire-report";

const refusals = [400, 401, 403, 429, 503] as const;

/** Reports, for charts and tables and for a spreadsheet. */
export const reportOperations = [
  {
    id: "readReport",
    method: "get",
    path: "/api/reports",
    summary: "What became of the cases begun in a period, as tables charts can be drawn of.",
    query: ReportParameters,
    answer: ReportAnswer,
    tag: "content",
    refusals,
  },
  {
    id: "readReportTable",
    method: "get",
    path: "/api/reports.csv",
    summary: "The same for a spreadsheet: one line for each value.",
    query: ReportParameters,
    answer: "csv",
    tag: null,
    refusals,
  },
] as const;
