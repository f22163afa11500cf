import { readLeads } from "../escalation/roles";
import { isLead } from "../records/lead";
import type { Person } from "../records/record";
import type { CaseReader } from "../records/may-read";
import type { Workbench } from "./turn";

/** How far a person may look in their tenant; asked of the database each time, so that it holds at once. */
export async function readReader(
  { store, caseAccess, leads: named }: Pick<Workbench, "store" | "caseAccess" | "leads">,
  tenantId: string,
  person: Person,
): Promise<CaseReader> {
  const userId = person.id;
  if (caseAccess !== "team") return { userId, access: caseAccess, channels: [] };
  const leads = await readLeads(store, tenantId, named);
  if (isLead(person, leads)) return { userId, access: "tenant", channels: [] };
  return { userId, access: "team", channels: await store.channelsOf(tenantId, userId) };
}
