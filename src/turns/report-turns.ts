import { type Period, readPeriod, type ReportStep, usualWeeks } from "../reports/period";
import type { View } from "../views";
import { readReport } from "./read-report";
import { type Plan, type Scene, showing } from "./turn";

/** What a report is about, as a card says it; what is not there is as usual. */
export interface ReportWish {
  readonly weeks?: number;
  /** The conversation of a channel. */
  readonly team?: string;
}

/** The report somebody asks for, over the weeks of their own zone: no more than they may see. */
export async function planReport(scene: Scene, wish: ReportWish): Promise<Plan> {
  return showing(await presentReport(scene, wish));
}

async function presentReport({ turn, bench, audience }: Scene, wish: ReportWish): Promise<View> {
  const { weeks = usualWeeks, team } = wish;
  const { now, timeZone } = audience;
  const period = readWeeks(weeks, now, timeZone);
  const filter = team === undefined ? {} : { team };
  const { tenantId } = turn.key;
  const read = await readReport(bench, { tenantId, person: turn.person }, { period, filter, now });
  return { kind: "report", read, weeks, isDigest: false };
}

/** A zone the client made up is no reason for no report. */
function readWeeks(weeks: number, now: string, timeZone: string): Period {
  const step = stepOf(weeks);
  const asked = readPeriod({ weeks, step }, now, timeZone);
  const period = "wrong" in asked ? readPeriod({ weeks, step }, now, "UTC") : asked;
  if ("wrong" in period) throw new Error("a report of so many weeks has no period");
  return period;
}

/** A card has room for a dozen lines over time. */
function stepOf(weeks: number): ReportStep {
  if (weeks === 1) return "day";
  return weeks <= 12 ? "week" : "month";
}
