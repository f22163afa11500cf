import { z } from "zod";
import { isLead } from "./lead";
import { isUnfinished } from "./life-cycle";
import permissions from "./permissions.json";
import type { CaseRecord, Person } from "./record";

/** What can be done with a case in a team. */
export const teamActions = [
  "send",
  "take",
  "hand_over",
  "file",
  "evidence",
  "note",
  "severity",
  "state",
  "resolve",
  "reopen",
] as const;
/** One of the actions that permissions.json says who may do. */
export type TeamAction = (typeof teamActions)[number];

/** How somebody stands to a case, the strongest first: its owner, its requester, a lead, anybody else. */
export const caseRoles = ["owner", "requester", "lead", "colleague"] as const;
/** The strongest role somebody has towards a case. */
export type CaseRole = (typeof caseRoles)[number];

/** `unowned`: as long as nobody has taken the case. */
const Grant = z.enum(["always", "unowned", "never"]);
const Permission = z.strictObject({
  states: z.enum(["all", "unfinished", "finished"]),
  requester: Grant,
  owner: Grant,
  lead: Grant,
  colleague: Grant,
});
const table = z.record(z.enum(teamActions), Permission).parse(permissions);

/** Why somebody may not do it now; said by the key `team.refused.…`. */
export type Refusal = "settled" | "not_settled" | "yours" | "taken" | "owner_only";

/** How a person stands to a case: the strongest of the roles they have; `leads` are those of the tenant. */
export function roleOf(
  record: Pick<CaseRecord, "owner" | "requester">,
  person: Person,
  leads: readonly Person[],
): CaseRole {
  if (record.owner?.id === person.id) return "owner";
  if (record.requester.id === person.id) return "requester";
  return isLead(person, leads) ? "lead" : "colleague";
}

/** Null when the role may do it with the case as it stands, else the reason why not. */
export function refuse(
  record: Pick<CaseRecord, "state" | "owner">,
  action: TeamAction,
  role: CaseRole,
): Refusal | null {
  const { states, [role]: grant } = table[action];
  const isOpen = isUnfinished(record.state);
  if (states === "unfinished" && !isOpen) return "settled";
  if (states === "finished" && isOpen) return "not_settled";
  if (grant === "always" || (grant === "unowned" && record.owner === undefined)) return null;
  if (action !== "take") return "owner_only";
  return role === "owner" ? "yours" : "taken";
}
