import type { Say } from "../locales/texts";
import type { EditionId } from "../vocabulary";
import type { ReportStep } from "./period";

/** How a report names what it counts, in the reader's language. */
export interface ReportWords {
  readonly say: Say;
  readonly product: (id: string | null) => string;
  /** By the conversation of the team's channel; null for cases no channel has. */
  readonly team: (conversationId: string | null) => string;
  /** A customer by the name people gave; null where a case names none. */
  readonly customer: (name: string | null) => string;
  /** Why a row of the decision table decides as it does. */
  readonly reason: (edition: EditionId, row: string) => string;
  /** A local date such as 2026-11-23, for a point of this step. */
  readonly date: (date: string, step: ReportStep) => string;
}

/** "1 h 5 min"; a dash where there is nothing to average. */
export function sayMinutes(say: Say, minutes: number | null): string {
  if (minutes === null) return say("report.none");
  if (minutes < 60) return say("report.minutes", { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return say("report.hours", { hours, minutes: minutes % 60 });
  return say("report.days", { days: Math.floor(hours / 24), hours: hours % 24 });
}
