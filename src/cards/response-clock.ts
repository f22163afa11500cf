import { weekdaysIn } from "../clocks/business-calendar";
import type { ResponseLength } from "../clocks/clock";
import {
  addResponseTime,
  answeredAt,
  type ResponseBasis,
  responseBasis,
  responseLength,
  responseLengthsOf,
} from "../clocks/response-due";
import type { CaseRecord, HistoryEntry } from "../records/record";
import type { RouteId } from "../vocabulary";
import type { Scene } from "./card-kit";
import { formatMoment, zoneOf } from "./moments";
import { settledSigns } from "./signs";

/** What is said about Microsoft's first response: how long it takes, and until when. */
interface ResponseClock {
  readonly lead: string;
  /** Empty where no time can be given. */
  readonly detail: string;
  readonly overdue: boolean;
}

/** On these routes nothing can be filed yet, so there is no "if filed now". */
const notYetFiling: readonly RouteId[] = ["obtain_admin_relationship"];

/** What a card says of it; null where nothing is to be said. */
export function sayResponse(
  scene: Scene,
  record: CaseRecord,
  history: readonly HistoryEntry[] = [],
): ResponseClock | null {
  return readResponseClock(scene, record, history) ?? sayNoClock(scene, record);
}

/** The clock of a case, or null where Microsoft owes no response (any more). */
function readResponseClock(
  scene: Scene,
  record: CaseRecord,
  history: readonly HistoryEntry[],
): ResponseClock | null {
  const length = responseLength(record, responseLengthsOf(scene.kit.policy));
  const basis = responseBasis(record, length);
  if (basis === null || answeredAt({ record, history }) !== null) return null;
  const lead = sayLength(scene, length, basis);
  const filedAt = record.microsoftCase?.filedAt;
  // It is with Microsoft: what would be due if it were filed now is true of nothing.
  if (filedAt === undefined && record.state === "waiting_microsoft")
    return { lead, detail: scene.say("clock.filing_unknown"), overdue: false };
  // The hours are promised for support in English; in other languages there are business hours and no time.
  if (basis === "business_hours") return { lead, detail: sayFiled(scene, filedAt), overdue: false };
  if (filedAt === undefined && notYetFiling.includes(record.verdict.route))
    return { lead, detail: "", overdue: false };
  return { lead, ...sayDue(scene, filedAt, length, basis) };
}

/** Where somebody else's door is the way, that no time of Microsoft's may be promised; null elsewhere. */
function sayNoClock({ say }: Scene, { state, verdict }: CaseRecord): ResponseClock | null {
  const { escalateTo } = verdict;
  if (settledSigns[state] !== undefined || (escalateTo !== "indirect_provider" && escalateTo !== "isv"))
    return null;
  return {
    lead: say(`clock.none.${escalateTo}.lead`),
    detail: say(`clock.none.${escalateTo}.detail`),
    overdue: false,
  };
}

/** A moment with its zone named. */
export function sayMoment({ audience, say }: Scene, time: number): string {
  return say("clock.zoned", { time: formatMoment(time, audience), zone: zoneOf(audience) });
}

function sayFiled(scene: Scene, filedAt: string | undefined): string {
  if (filedAt === undefined) return "";
  return scene.say("clock.filed", { filed: sayMoment(scene, Date.parse(filedAt)) });
}

function sayDue(
  scene: Scene,
  filedAt: string | undefined,
  length: ResponseLength,
  basis: ResponseBasis,
): Omit<ResponseClock, "lead"> {
  const { audience, say, kit } = scene;
  const now = Date.parse(audience.now);
  const start = filedAt === undefined ? now : Date.parse(filedAt);
  const end = addResponseTime(start, length, basis, kit.calendar ?? weekdaysIn(zoneOf(audience)));
  const due = sayMoment(scene, end);
  if (filedAt === undefined) return { detail: say("clock.if_filed", { due }), overdue: false };
  const overdue = end < now;
  const filed = formatMoment(start, audience);
  return { detail: say(overdue ? "clock.overdue" : "clock.due", { due, filed }), overdue };
}

function sayLength({ say }: Scene, length: ResponseLength, basis: ResponseBasis): string {
  const hours = length.responseHours ?? 0;
  const days = length.responseBusinessDays ?? 0;
  if (basis === "business_hours") return say("clock.english_only", { hours });
  if (basis === "business_days") return days === 1 ? say("clock.day") : say("clock.days", { days });
  return hours === 1 ? say("clock.hour") : say("clock.hours", { hours });
}
