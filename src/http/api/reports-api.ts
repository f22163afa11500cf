import { stringify } from "csv-stringify/sync";
import type { z } from "zod";
import { createScene } from "../../cards/card-kit";
import { nameReport } from "../../cards/name-report";
import type { Say } from "../../locales/texts";
import { describeReport } from "../../reports/describe-report";
import { readPeriod } from "../../reports/period";
import type { ReportText } from "../../reports/report-text";
import { readReport } from "../../turns/read-report";
import { type Call, type Desk, openScene } from "./desk";
import { type Answer, answerProblem } from "./problem";
import { answerTagged } from "./tag";
import { type ReportAnswer, ReportParameters } from "./wire-report";

/** A report in the caller's language. */
export async function readReportPage(desk: Desk, call: Call): Promise<Answer> {
  const read = await openReport(desk, call);
  return read.kind === "wrong" ? read.answer : answerTagged(call, read.body);
}

/** The same as a table of values. */
export async function readReportTable(desk: Desk, call: Call): Promise<Answer> {
  const read = await openReport(desk, call);
  if (read.kind === "wrong") return read.answer;
  const { from, to } = read.body.period;
  return {
    status: 200,
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="report-${from}-${to}.csv"`,
    },
    bytes: Buffer.from(writeTable(read.text, read.say)),
  };
}

type OpenedReport =
  | {
      readonly kind: "read";
      readonly body: z.infer<typeof ReportAnswer>;
      readonly text: ReportText;
      readonly say: Say;
    }
  | { readonly kind: "wrong"; readonly answer: Answer };

async function openReport(desk: Desk, call: Call): Promise<OpenedReport> {
  const wish = readQuery(call.search);
  if (wish.kind === "wrong") return wish;
  const { audience } = await openScene(desk, call);
  const period = readPeriod(wish.values, audience.now, audience.timeZone);
  if ("wrong" in period) return wrongParameter(period.wrong);
  const { team, customer } = wish.values;
  const filter = {
    ...(team === undefined ? {} : { team }),
    // Keys are kept in lower case.
    ...(customer === undefined ? {} : { customerKey: customer.toLowerCase() }),
  };
  const { report, channels } = await readReport(desk.bench, call.caller, {
    period,
    filter,
    now: audience.now,
  });
  const scene = createScene(desk.kit, audience);
  const text = describeReport(report, nameReport(scene, channels));
  const { from, to, step, zone } = period;
  const body: z.infer<typeof ReportAnswer> = {
    period: { from, to, step, zone },
    scope: report.scope,
    scopeLabel: scene.say(`report.scope.${filter.team === undefined ? report.scope : "team"}`),
    filter: { team: filter.team ?? null, customer: filter.customerKey ?? null },
    channels: [...channels].map(([id, name]) => ({ id, name })),
    figures: [...text.figures],
    sections: text.sections.map(({ points, series, ...section }) => ({
      ...section,
      points: [...points],
      series: series.map(({ values, ...one }) => ({ ...one, values: [...values] })),
    })),
  };
  return { kind: "read", body, text, say: scene.say };
}

type ReadQuery =
  | { readonly kind: "read"; readonly values: z.infer<typeof ReportParameters> }
  | { readonly kind: "wrong"; readonly answer: Answer };

/** A parameter given twice is wrong; the name of one nobody knows is not repeated. */
function readQuery(search: string): ReadQuery {
  const pairs = [...new URLSearchParams(search)];
  const names = pairs.map(([name]) => name);
  const known = Object.keys(ReportParameters.shape);
  if (names.some((name) => !known.includes(name)))
    return { kind: "wrong", answer: answerProblem("unknown-parameter") };
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const parsed = ReportParameters.safeParse(Object.fromEntries(pairs));
  if (twice !== undefined) return wrongParameter(twice);
  if (parsed.success) return { kind: "read", values: parsed.data };
  return wrongParameter(known.find((name) => name === parsed.error.issues[0]?.path[0]) ?? "");
}

function wrongParameter(parameter: string): { readonly kind: "wrong"; readonly answer: Answer } {
  return { kind: "wrong", answer: answerProblem("bad-parameter", { parameter }) };
}

const columns = ["section", "point", "from", "to", "series", "value", "unit"] as const;

/** One line for each value. A cell that begins like a formula is defused: people open this in spreadsheets. */
function writeTable({ sections }: ReportText, say: Say): string {
  const lines = sections.flatMap(({ label, points, series }) =>
    points.flatMap((point, index) =>
      series.map((one) => ({
        section: label,
        point: point.label,
        from: point.from,
        to: point.to,
        series: one.label,
        value: one.values[index] ?? null,
        unit: one.unit,
      })),
    ),
  );
  const header = columns.map((key) => ({ key, header: say(`report.column.${key}`) }));
  return stringify(lines, { header: true, columns: header, bom: true, escape_formulas: true });
}
