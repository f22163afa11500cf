import type { ConversationState } from "./conversation";

/** What is looked at: the data file or the server of the database; `token` only where there is a registration. */
export type SelfCheck = "database" | "database_server" | "token" | "post" | "edit";

/** Why a check failed, in words of our own. */
export type SelfFault = "failed" | "late" | "refused" | "wrong_address";

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
