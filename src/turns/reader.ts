import { isLeadOf } from "../escalation/roles";
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
  if (await isLeadOf(store, tenantId, named, person)) return { userId, access: "tenant", channels: [] };
  return { userId, access: "team", channels: await store.channelsOf(tenantId, userId) };
}
