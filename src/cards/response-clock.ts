import { DateTime } from "luxon";
import type { CaseRecord } from "../records/record";
import { responseHoursOf } from "../records/severity";
import type { RecordState, RouteId } from "../vocabulary";
import type { Scene } from "./card-kit";
import { formatMoment, zoneOf } from "./moments";

/** What is said about Microsoft's first response: how long it takes, and until when. */
export interface ResponseClock {
  readonly lead: string;
  /** Empty where no time can be given. */
  readonly detail: string;
  readonly overdue: boolean;
}

/** In these states Microsoft has not answered yet, as far as anybody told us. */
const unanswered: readonly RecordState[] = ["open", "escalated", "waiting_microsoft"];

/** On these routes nothing can be filed yet, so there is no "if filed now". */
const notYetFiling: readonly RouteId[] = ["obtain_admin_relationship"];

/** The clock of a case, or null where Microsoft owes no response (any more). */
export function readResponseClock(scene: Scene, record: CaseRecord): ResponseClock | null {
  const hours = responseHoursOf(record, scene.kit.policy.editions[record.verdict.edition]);
  const lead = sayLength(scene, record, hours);
  if (lead === null || !unanswered.includes(record.state)) return null;
  const { audience, say } = scene;
  const filedAt = record.microsoftCase?.filedAt;
  if (holdsForEnglishOnly(record)) {
    const filed = filedAt === undefined ? "" : sayMoment(scene, Date.parse(filedAt));
    return { lead, detail: filed === "" ? "" : say("clock.filed", { filed }), overdue: false };
  }
  if (filedAt === undefined && notYetFiling.includes(record.verdict.route))
    return { lead, detail: "", overdue: false };
  const now = Date.parse(audience.now);
  const start = filedAt === undefined ? now : Date.parse(filedAt);
  const end = addResponseTime(start, record, hours, zoneOf(audience));
  const due = sayMoment(scene, end);
  if (filedAt === undefined) return { lead, detail: say("clock.if_filed", { due }), overdue: false };
  const overdue = end < now;
  const filed = formatMoment(start, audience);
  return { lead, detail: say(overdue ? "clock.overdue" : "clock.due", { due, filed }), overdue };
}

/** A moment with its zone named. */
export function sayMoment({ audience, say }: Scene, time: number): string {
  return say("clock.zoned", { time: formatMoment(time, audience), zone: zoneOf(audience) });
}

/** The hours are promised for support in English; in other languages there are business hours and no time. */
function holdsForEnglishOnly({ answers, verdict }: CaseRecord): boolean {
  return verdict.responseHours !== null && answers.language !== undefined && answers.language !== "en";
}

function sayLength({ say }: Scene, record: CaseRecord, hours: number | null): string | null {
  const { responseBusinessDays: days } = record.verdict;
  if (hours !== null && holdsForEnglishOnly(record)) return say("clock.english_only", { hours });
  if (hours !== null) return hours === 1 ? say("clock.hour") : say("clock.hours", { hours });
  if (days !== null) return days === 1 ? say("clock.day") : say("clock.days", { days });
  return null;
}

/** Hours run through nights and clock changes; business days keep the time of day and skip the weekend. */
function addResponseTime(start: number, { verdict }: CaseRecord, hours: number | null, zone: string): number {
  if (hours !== null) return start + hours * 3_600_000;
  let end = DateTime.fromMillis(start, { zone });
  for (let days = verdict.responseBusinessDays ?? 0; days > 0;) {
    end = end.plus({ days: 1 });
    if (end.weekday <= 5) days -= 1;
  }
  return end.toMillis();
}
