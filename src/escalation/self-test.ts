import type { ConversationState } from "./conversation";

/** What is looked at, in this order: the data file or the server of the database; `token` only where there is a registration. */
export const selfChecks = ["database", "database_server", "token", "post", "edit"] as const;
export type SelfCheck = (typeof selfChecks)[number];

/** Why a check failed, in words of our own. */
export const selfFaults = ["failed", "late", "refused", "wrong_address"] as const;
export type SelfFault = (typeof selfFaults)[number];

/** One thing that was looked at; a route stands for whether messages can be sent to its channel. */
export type Finding =
  | { readonly check: SelfCheck; readonly fault: SelfFault | null }
  | {
      readonly check: "route";
      readonly channelName: string;
      /** Null: nothing was ever heard from there. */
      readonly state: ConversationState | null;
    }
  | { readonly check: "no_routes" };

/** Whether a finding is a fault somebody has to mend. */
export function isFault(finding: Finding): boolean {
  if (finding.check === "no_routes") return false;
  return finding.check === "route" ? finding.state !== "active" : finding.fault !== null;
}
