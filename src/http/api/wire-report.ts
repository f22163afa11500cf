import { z } from "zod";
import { reportSteps } from "../../reports/period";
import { sectionIds, seriesUnits } from "../../reports/report-text";

const LocalDate = z.iso.date();

/** What a report is asked for with. Dates are those of the zone in `X-Time-Zone`. */
export const ReportParameters = z.strictObject({
  from: LocalDate.optional().describe("The first day; without it, `weeks` decides."),
  to: LocalDate.optional().describe("The last day; without it, today."),
  weeks: z.coerce
    .number()
    .int()
    .min(1)
    .max(156)
    .default(12)
    .describe("So many weeks, the last one with the last day in it; weeks begin on Monday."),
  step: z
    .enum(reportSteps)
    .optional()
    .describe("Points on the axis of time; else days up to two weeks, weeks up to a year, then months."),
  team: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .describe("Only cases sent to the channel of this conversation."),
  customer: z
    .string()
    .regex(/^(tenant|domain|name):.{1,253}$/)
    .optional()
    .describe("Only cases of this customer, by its key."),
});

const Unit = z.enum(seriesUnits).describe("`minutes`: an average; `times`: how often it happened.");

/** One table of a report, ready to be drawn as a chart. */
export const ReportSection = z
  .object({
    id: z.enum(sectionIds),
    label: z.string(),
    axis: z.enum(["time", "category"]),
    isStacked: z
      .boolean()
      .describe("The series of a point add up to a whole, and may be stacked in a chart."),
    points: z
      .array(
        z.object({
          key: z.string(),
          label: z.string(),
          from: LocalDate.nullable().describe("Of points of time: the first day."),
          to: LocalDate.nullable().describe("The last day."),
        }),
      )
      .describe("The rows of the table, or the places on the axis of a chart."),
    series: z
      .array(
        z.object({
          key: z.string(),
          label: z.string(),
          unit: Unit,
          values: z.array(z.number().nullable()).describe("One for each point."),
          total: z.number().nullable(),
        }),
      )
      .describe("The columns of the table, or the colours of a chart."),
    summary: z.string().describe("The section in one sentence: the text alternative of a chart."),
  })
  .describe("A table, and the chart that can be drawn of it.");

/** A report in the caller's language, counted over the cases that were begun in the period. */
export const ReportAnswer = z.object({
  period: z.object({ from: LocalDate, to: LocalDate, step: z.enum(reportSteps), zone: z.string() }),
  scope: z
    .enum(["tenant", "person"])
    .describe("All cases of the tenant, or the caller's own and those of their teams."),
  scopeLabel: z.string(),
  filter: z.object({ team: z.string().nullable(), customer: z.string().nullable() }),
  channels: z.array(z.object({ id: z.string(), name: z.string() })).describe("What `team` can be."),
  figures: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      value: z.number().nullable(),
      unit: Unit,
      text: z.string().describe("The value as it is said."),
    }),
  ),
  sections: z.array(ReportSection),
});
